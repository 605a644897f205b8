using System.Collections.Immutable;
using Sdvp.Core.Programs.Expressions;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Programs.Expressions;

/// <summary>Values and types that CPython 3.11 gives for the same text.</summary>
public sealed class PythonSemanticsTests
{
    public static TheoryData<string, string, ProgramType> Rows => new()
    {
        { "1 + 2 * 3", "7", ProgramType.Integer },
        { "(1 + 2) * 3", "9", ProgramType.Integer },
        { "7 / 2", "3.5", ProgramType.Number },
        { "6 / 3", "2.0", ProgramType.Number },
        { "7 // 2", "3", ProgramType.Integer },
        { "-7 // 2", "-4", ProgramType.Integer },
        { "7 // -2", "-4", ProgramType.Integer },
        { "-7 % 3", "2", ProgramType.Integer },
        { "7 % -3", "-2", ProgramType.Integer },
        { "-7 % -3", "-1", ProgramType.Integer },
        { "7.5 // 2", "3.0", ProgramType.Number },
        { "-7.5 // 2", "-4.0", ProgramType.Number },
        { "7.5 % -2", "-0.5", ProgramType.Number },
        { "-7.5 % 2", "0.5", ProgramType.Number },
        { "0.1 + 0.2", "0.30000000000000004", ProgramType.Number },
        { "1.0", "1.0", ProgramType.Number },
        { "100000000000000000.0", "1e+17", ProgramType.Number },
        { "1234567890123456.0 * 10", "1.234567890123456e+16", ProgramType.Number },
        { "1 / 3", "0.3333333333333333", ProgramType.Number },
        { "2 / 3 * 3", "2.0", ProgramType.Number },
        { "0.00001", "1e-05", ProgramType.Number },
        { "0.0001", "0.0001", ProgramType.Number },
        { "1.5 + 1", "2.5", ProgramType.Number },
        { "- - 3", "3", ProgramType.Integer },
        { "+True", "1", ProgramType.Integer },
        { "True + True", "2", ProgramType.Integer },
        { "-True", "-1", ProgramType.Integer },
        { "1 - 2 - 3", "-4", ProgramType.Integer },
        { "100 // 7 // 2", "7", ProgramType.Integer },
        { "2 * -3", "-6", ProgramType.Integer },
        { "round(2.5)", "2", ProgramType.Integer },
        { "round(3.5)", "4", ProgramType.Integer },
        { "round(-2.5)", "-2", ProgramType.Integer },
        { "round(2.675, 2)", "2.67", ProgramType.Number },
        { "round(2.665, 2)", "2.67", ProgramType.Number },
        { "round(0.5, 0)", "0.0", ProgramType.Number },
        { "round(1.5, 0)", "2.0", ProgramType.Number },
        { "round(26.1666, 2)", "26.17", ProgramType.Number },
        { "round(99.995, 2)", "100.0", ProgramType.Number },
        { "round(-0.125, 2)", "-0.12", ProgramType.Number },
        { "round(9.995, 2)", "9.99", ProgramType.Number },
        { "round(7, 2)", "7", ProgramType.Integer },
        { "round(0.15, 1)", "0.1", ProgramType.Number },
        { "round(0.25, 1)", "0.2", ProgramType.Number },
        { "round(0.35, 1)", "0.3", ProgramType.Number },
        { "round(1.005, 30)", "1.005", ProgramType.Number },
        { "abs(-3)", "3", ProgramType.Integer },
        { "abs(-2.5)", "2.5", ProgramType.Number },
        { "min(3, 1, 2)", "1", ProgramType.Integer },
        { "max([3, 1, 2])", "3", ProgramType.Integer },
        { "min('b', 'a')", "a", ProgramType.Text },
        { "sum([1, 2.5, True])", "4.5", ProgramType.Number },
        { "sum([])", "0", ProgramType.Integer },
        { "any([0, '', 2])", "True", ProgramType.Boolean },
        { "all([])", "True", ProgramType.Boolean },
        { "all([1, 0])", "False", ProgramType.Boolean },
        { "len('abc')", "3", ProgramType.Integer },
        { "len([1, [2, 3]])", "2", ProgramType.Integer },
        { "int(3.9)", "3", ProgramType.Integer },
        { "int(-3.9)", "-3", ProgramType.Integer },
        { "int(' 42 ')", "42", ProgramType.Integer },
        { "int(True)", "1", ProgramType.Integer },
        { "float('2.50')", "2.5", ProgramType.Number },
        { "float(3)", "3.0", ProgramType.Number },
        { "str(1.0)", "1.0", ProgramType.Text },
        { "str(True)", "True", ProgramType.Text },
        { "str(None)", "None", ProgramType.Text },
        { "str([1, 'a', 2.0, None, [True]])", "[1, 'a', 2.0, None, [True]]", ProgramType.Text },
        { "str('it\\'s')", "it's", ProgramType.Text },
        { "bool('')", "False", ProgramType.Boolean },
        { "bool('no')", "True", ProgramType.Boolean },
        { "bool([])", "False", ProgramType.Boolean },
        { "bool(0.0)", "False", ProgramType.Boolean },
        { "1 < 2 < 3", "True", ProgramType.Boolean },
        { "1 < 3 < 2", "False", ProgramType.Boolean },
        { "3 > 2 > 1 > 0", "True", ProgramType.Boolean },
        { "1 == 1.0", "True", ProgramType.Boolean },
        { "True == 1", "True", ProgramType.Boolean },
        { "'1' == 1", "False", ProgramType.Boolean },
        { "'a' < 'b'", "True", ProgramType.Boolean },
        { "'a' != 'b'", "True", ProgramType.Boolean },
        { "None is None", "True", ProgramType.Boolean },
        { "None is not None", "False", ProgramType.Boolean },
        { "None == 0", "False", ProgramType.Boolean },
        { "1 in [1, 2]", "True", ProgramType.Boolean },
        { "3 not in [1, 2]", "True", ProgramType.Boolean },
        { "'ell' in 'hello'", "True", ProgramType.Boolean },
        { "'' in 'x'", "True", ProgramType.Boolean },
        { "[1, [2]] == [1, [2]]", "True", ProgramType.Boolean },
        { "[1, 2] == [2, 1]", "False", ProgramType.Boolean },
        { "[1] + ['a']", "[1, 'a']", ProgramType.List },
        { "'a' + 'b' + 'c'", "abc", ProgramType.Text },
        { "1 if 0 else 2", "2", ProgramType.Integer },
        { "'x' if 'y' else 'z'", "x", ProgramType.Text },
        { "1 if 0 else 2 if 0 else 3", "3", ProgramType.Integer },
        { "not 1", "False", ProgramType.Boolean },
        { "not not 'a'", "True", ProgramType.Boolean },
        { "not 1 == 2", "True", ProgramType.Boolean },
        { "1 and 2", "2", ProgramType.Integer },
        { "0 and 2", "0", ProgramType.Integer },
        { "0 or 'a'", "a", ProgramType.Text },
        { "1 or 2 and 0", "1", ProgramType.Integer },
        { "not 0 and 1", "1", ProgramType.Integer },
        { "[] or 0 or ''", "", ProgramType.Text },
        { "9223372036854775807 == 9223372036854775807.0", "False", ProgramType.Boolean },
        { "9007199254740993 > 9007199254740992.0", "True", ProgramType.Boolean },
        { "5 // 0.3", "16.0", ProgramType.Number },
        { "-0.0 + 0", "0.0", ProgramType.Number },
        { "1 - 1.0", "0.0", ProgramType.Number },
        { "3 % 1.5", "0.0", ProgramType.Number },
        { "2 == 2 != 4", "True", ProgramType.Boolean },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Evaluate_PythonExpression_GivesPythonsValue(string text, string expected, ProgramType type)
    {
        var expression = ProgramExpression.Parse(text).Expression!;
        var value = expression.Evaluate(ImmutableDictionary<string, ProgramValue>.Empty);

        Assert.Equal(type, value.Type);
        Assert.Equal(expected, Str(value));
        Assert.Equal(value, ProgramExpression.Parse(expression.ToString()).Expression!.Evaluate(ImmutableDictionary<string, ProgramValue>.Empty));
    }

    private static string Str(ProgramValue value) => ((TextValue)ProgramExpression.Parse("str({V})").Expression!
        .Evaluate(ImmutableDictionary<string, ProgramValue>.Empty.Add("V", value))).Text;
}
