using System.Collections.Immutable;
using Sdvp.Core.Programs;
using Sdvp.Core.Programs.Expressions;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Programs.Expressions;

public sealed class ProgramExpressionTests
{
    private static readonly ImageValue Picture = new(ImageBuffer.FromRgb(1, 1, [1, 2, 3]));

    private static readonly ImmutableDictionary<string, ProgramValue> Variables = new Dictionary<string, ProgramValue>
    {
        ["YES"] = new TextValue("yes"),
        ["NO"] = new TextValue(" No "),
        ["THREE"] = new TextValue("3"),
        ["ZEROS"] = new TextValue("03"),
        ["DECIMAL"] = new TextValue("3.5"),
        ["TWO"] = new TextValue("two"),
        ["MENS"] = new TextValue("men's {YES} \\ \"x\""),
        ["RED"] = new TextValue("red"),
        ["I2"] = new IntegerValue(2),
        ["I3"] = new IntegerValue(3),
        ["T"] = new BooleanValue(true),
        ["F"] = new BooleanValue(false),
        ["B"] = new RegionsValue([new Region(new PixelBox(0, 0, 2, 2)), new Region(new PixelBox(1, 1, 2, 2))]),
        ["EMPTY"] = new RegionsValue([]),
        ["L"] = new ListValue([new TextValue("yes"), new TextValue("cat")]),
        ["IMG"] = Picture,
        ["BIG"] = new IntegerValue(long.MaxValue),
        ["SMALL"] = new IntegerValue(long.MinValue),
        ["LONG"] = new TextValue(new string('x', 60_000)),
    }.ToImmutableDictionary();

    public static TheoryData<string, object> Values => new()
    {
        // A variable's text counts as what it reads like, and stays text next to text.
        { "{YES}", true }, { "{NO}", false }, { "{THREE}", 3L }, { "{ZEROS} + 1", 4L }, { "{DECIMAL}", "3.5" }, { "{TWO}", "two" },
        { "{YES} == 'yes'", true }, { "{YES} == 'no'", false }, { "{YES} == True", true }, { "'yes' == {YES}", true }, { "{NO} == ' No '", true },
        { "{THREE} == 3", true }, { "{THREE} == '3'", true }, { "{THREE} == '03'", false }, { "{THREE} == {ZEROS}", true }, { "{THREE} == {YES}", false },
        { "{THREE} > 2", true }, { "'yes' if {YES} else 'no'", "yes" }, { "{YES} and {NO}", false }, { "{YES} + '!'", "yes!" },
        { "{YES} in ['yes', 'no']", true }, { "'yes' in [{YES}, {RED}]", true }, { "{YES} in {L}", true }, { "'e' in {YES}", true }, { "3 in [{THREE}]", true },
        { "len({YES})", 3L }, { "str({THREE}) + '!'", "3!" }, { "int({THREE})", 3L }, { "{YES} < 'z'", true }, { "{YES} is True", true }, { "{YES} is 'yes'", true },
        { "{RED}", "red" }, { "{MENS}", "men's {YES} \\ \"x\"" }, { "{MENS} == 'red'", false },

        // Quoted holes and templates are text.
        { "'{RED}' == 'red'", true }, { "'{YES}'", "yes" }, { "'{I2} {RED} things'", "2 red things" }, { "'{{{I2}}}'", "{2}" }, { "'{{RED}}'", "{RED}" },
        { "'{T} {L}'", "True ['yes', 'cat']" }, { "f'{I2}!'", "2!" }, { "r'\\n{I2}'", "\\n2" }, { "'{THREE}' == 3", false },

        // xor binds tighter than or, looser than and, and is no chained comparison.
        { "{I2} == 2 xor {I3} == 3", false }, { "{I2} == 2 xor {I3} == 4", true }, { "{YES} xor {NO}", true }, { "{YES} xor {YES}", false },
        { "True or True xor True", true }, { "True xor False and False", true }, { "'a' xor ''", true }, { "True xor True xor True", true }, { "'exorcist'", "exorcist" },
        { "'xor' in 'exorcist' xor False", true },

        // Regions.
        { "len({B})", 2L }, { "'yes' if {B} else 'no'", "yes" }, { "'yes' if {EMPTY} else 'no'", "no" }, { "{EMPTY} == []", true }, { "{B} == []", false },

        // Evaluation stops where the result is known.
        { "False and 1 / 0", false }, { "True or 1 / 0", true }, { "1 if True else 1 / 0", 1L }, { "1 > 2 > 1 / 0", false },
        { "{SMALL} % -1", 0L }, { "{I2} is {I2}", true }, { "'x' is None", false }, { "0 * {BIG}", 0L },
    };

    public static TheoryData<string, string, int, int> RuntimeErrors => new()
    {
        { "{TWO} > 1", "cannot order Text 'two' and Integer 1", 0, 9 },
        { "1 + ({RED} - 2)", "'-' cannot take Text 'red' and Integer 2", 5, 9 },
        { "{RED} + 1", "two numbers, two texts or two lists", 0, 9 },
        { "{I2} / ({I2} - 2)", "Division by zero: 2 / 0", 0, 16 },
        { "1 // 0", "Division by zero", 0, 6 },
        { "1.5 % 0", "Division by zero: 1.5 % 0", 0, 7 },
        { "{BIG} + 1", "out of range", 0, 9 },
        { "-{SMALL}", "out of range", 0, 8 },
        { "{SMALL} // -1", "out of range", 0, 13 },
        { "abs({SMALL})", "out of range", 0, 12 },
        { "{BIG} * {BIG}", "out of range", 0, 13 },
        { "{MISSING} + 1", "{MISSING} has no value", 0, 9 },
        { "not {IMG}", "Image is neither true nor false", 0, 9 },
        { "len({I2})", "len cannot take Integer 2; it takes a list, regions or text", 0, 9 },
        { "int('3.5')", "int cannot take Text '3.5'", 0, 10 },
        { "float({RED})", "float cannot take Text 'red'", 0, 12 },
        { "max([])", "max of an empty list", 0, 7 },
        { "sum(['a'])", "'+' cannot take Integer 0 and Text 'a'", 0, 10 },
        { "round('a')", "round cannot take Text 'a'", 0, 10 },
        { "round(1.5, -1)", "it takes 0 or more", 0, 14 },
        { "1 in 2", "cannot look for Integer 1 in Integer 2", 0, 6 },
        { "{LONG} + {LONG}", "The text is too long", 0, 15 },
        { "'{LONG}{LONG}'", "The text is too long", 0, 14 },
    };

    public static TheoryData<string, string, int, int, string?> SyntaxErrors => new()
    {
        { "", "VP005", 0, 0, null },
        { "1 +", "VP005", 2, 1, "" },
        { "{A} > 0 and", "VP005", 8, 3, "" },
        { "1 2", "VP005", 2, 1, null },
        { "(1", "VP005", 2, 0, null },
        { "1 if 2", "VP005", 6, 0, null },
        { "{A} = 1", "VP005", 4, 1, "==" },
        { "{A} && {B}", "VP005", 4, 2, "and" },
        { "!{A}", "VP005", 0, 1, "not" },
        { "2 ** 3", "VP005", 2, 2, null },
        { "{}", "VP005", 0, 2, null },
        { "{0}", "VP005", 0, 3, null },
        { "{A:d}", "VP005", 0, 5, "{A}" },
        { "{A!r}", "VP005", 0, 5, "{A}" },
        { "{A", "VP005", 0, 1, null },
        { "{{A}}", "VP005", 0, 2, null },
        { "'}'", "VP005", 1, 1, "}}" },
        { "1 € 2", "VP005", 2, 1, null },
        { "[x for x in {L}]", "VP043", 1, 1, "'x'" },
        { "lambda: 1", "VP005", 0, 6, null },
        { "'abc", "VP021", 0, 4, null },
        { "{A.size}", "VP028", 0, 8, "{A}" },
        { "{A[0]}", "VP028", 0, 6, "{A}" },
        { "'a'.upper()", "VP028", 3, 1, null },
        { "{A}[0]", "VP028", 3, 1, null },
        { "{A}(1)", "VP028", 3, 1, null },
        { "open('x')", "VP028", 0, 4, null },
        { "99999999999999999999", "VP042", 0, 20, null },
        { "ANSWER0 > 1", "VP043", 0, 7, "{ANSWER0}" },
        { "{A} == yes", "VP043", 7, 3, "'yes'" },
        { "{A} == true", "VP043", 7, 4, "True" },
        { "len()", "VP044", 0, 5, null },
        { "round(1, 2, 3)", "VP044", 0, 14, null },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Evaluate_Expression_GivesValue(string text, object expected)
    {
        var expression = Parse(text);

        Assert.Equal(ToValue(expected), expression.Evaluate(Variables));
        Assert.Equal(ToValue(expected), Parse(expression.ToString()).Evaluate(Variables));
    }

    [Theory]
    [MemberData(nameof(RuntimeErrors))]
    public void Evaluate_ValuesThatDoNotFit_ThrowsWithPlaceAndValues(string text, string fragment, int start, int length)
    {
        var error = Assert.Throws<ExpressionException>(() => Parse(text).Evaluate(Variables));

        Assert.Contains(fragment, error.Message, StringComparison.Ordinal);
        Assert.Equal((start, length), (error.Span.Start, error.Span.Length));
    }

    [Theory]
    [MemberData(nameof(SyntaxErrors))]
    public void Parse_WrongExpression_IsRefusedWithPlace(string text, string code, int start, int length, string? suggestion)
    {
        var parse = ProgramExpression.Parse(text);

        Assert.Null(parse.Expression);
        var diagnostic = parse.Diagnostics[0];
        Assert.Equal((code, start, length, suggestion), (diagnostic.Code, diagnostic.Span.Start, diagnostic.Span.Length, diagnostic.Suggestion));
        Assert.Equal((DiagnosticSeverity.Error, 1, start + 1), (diagnostic.Severity, diagnostic.Span.Line, diagnostic.Span.Column));
    }

    [Theory]
    [InlineData("3.5", "{V} > 3", true)]
    [InlineData("-2", "{V} < 0", true)]
    [InlineData("two", "{V} > 1", true)]
    [InlineData("Twenty", "{V} == 20", true)]
    [InlineData("two", "{V} == 'two'", true)]
    [InlineData("twenty-one", "{V} == 21", false)]
    [InlineData("nan", "{V} == 'nan'", true)]
    public void Evaluate_ExtendedCoercion_ReadsNumbersAndWords(string variable, string text, bool expected)
    {
        var variables = ImmutableDictionary<string, ProgramValue>.Empty.Add("V", new TextValue(variable));

        Assert.Equal(new BooleanValue(expected), Parse(text).Evaluate(variables, new ExpressionOptions { ExtendedCoercion = true }));
    }

    [Fact]
    public void Evaluate_ListsDoubledStepByStep_StopsAtTheBudget()
    {
        ProgramValue list = new ListValue([new IntegerValue(1)]);
        var steps = 0;
        var error = Assert.Throws<ExpressionException>(() =>
        {
            for (; steps < 100; steps++)
            {
                list = Parse("[{L}, {L}]").Evaluate(ImmutableDictionary<string, ProgramValue>.Empty.Add("L", list));
            }
        });

        Assert.Contains("too large", error.Message, StringComparison.Ordinal);
        Assert.InRange(steps, 10, 13);
    }

    [Fact]
    public void Evaluate_ListNestedStepByStep_StopsAtTheBudget()
    {
        ProgramValue list = new ListValue([]);
        Assert.Throws<ExpressionException>(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                list = Parse("[{L}]").Evaluate(ImmutableDictionary<string, ProgramValue>.Empty.Add("L", list));
            }
        });
    }

    [Fact]
    public void Parse_Variables_AreThoseOfHolesAndTemplatesInOrder() =>
        Assert.Equal(["B", "A", "C"], Parse("{B} + len('{A} {B}') if [{C}] else {A}").Variables);

    [Theory]
    [InlineData("(1 + 2) * 3 - (4 - 5)", "(1 + 2) * 3 - (4 - 5)")]
    [InlineData("((1) + ((2)))", "1 + 2")]
    [InlineData("not({A}==1)and(1<2)<3", "not {A} == 1 and (1 < 2) < 3")]
    [InlineData("(1 if 2 else 3) if (4 if 5 else 6) else 7 if 8 else 9", "(1 if 2 else 3) if (4 if 5 else 6) else 7 if 8 else 9")]
    [InlineData("\"it's {A} {{x}}\"+'\\n'", "'it\\'s {A} {{x}}' + '\\n'")]
    [InlineData("-(-1)", "--1")]
    [InlineData("(not 1) + 2", "(not 1) + 2")]
    [InlineData("max( [1,2 , ] ,3 )", "max([1, 2], 3)")]
    public void ToString_Expression_IsItsNormalForm(string text, string expected) => Assert.Equal(expected, Parse(text).ToString());

    [Theory]
    [InlineData("(", ")")]
    [InlineData("[", "]")]
    [InlineData("not ", "")]
    [InlineData("-", "")]
    [InlineData("1 + ", "")]
    [InlineData("1 if 1 else ", "")]
    [InlineData("1 if (", ") else 1")]
    [InlineData("len([", "])")]
    [InlineData("1 < (", ")")]
    public void Parse_DeepNesting_IsDiagnosed(string open, string close)
    {
        var text = string.Concat(Enumerable.Repeat(open, 20_000)) + "1" + string.Concat(Enumerable.Repeat(close, 20_000));

        var parse = ProgramExpression.Parse(text);

        Assert.Null(parse.Expression);
        Assert.Equal("VP041", Assert.Single(parse.Diagnostics).Code);
    }

    [Fact]
    public void Evaluate_DeepestAllowedNestingOnASmallStack_EndsInAnExceptionAtWorst()
    {
        var expression = Parse(string.Concat(Enumerable.Repeat("1 + (", 90)) + "1" + new string(')', 90));
        ProgramValue? value = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    value = expression.Evaluate(Variables);
                }
                catch (ExpressionException)
                {
                    value = ProgramValue.None;
                }
            },
            128 * 1024);
        thread.Start();
        thread.Join();

        Assert.NotNull(value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Options_BudgetBelowOne_IsRefused(int value)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExpressionOptions { MaximumItems = value });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExpressionOptions { MaximumTextLength = value });
    }

    private static ProgramExpression Parse(string text)
    {
        var parse = ProgramExpression.Parse(text);
        Assert.True(parse.Expression is not null, string.Join('\n', parse.Diagnostics));
        return parse.Expression;
    }

    private static ProgramValue ToValue(object value) => value switch
    {
        bool b => new BooleanValue(b),
        long i => new IntegerValue(i),
        string s => new TextValue(s),
        _ => throw new ArgumentException($"No value for {value}.", nameof(value)),
    };
}
