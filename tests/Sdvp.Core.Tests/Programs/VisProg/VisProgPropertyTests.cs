using System.Collections.Immutable;
using System.Diagnostics;
using CsCheck;
using Sdvp.Core.Programs;
using Sdvp.Core.Programs.Expressions;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Programs.VisProg;

public sealed class VisProgPropertyTests
{
    private static readonly Gen<string> Texts = Gen.String[
        Gen.Frequency((4, Gen.Char['a', 'd']), (3, Gen.OneOfConst('\'', '"', '\\', '{', '}', '\n', '\r', '\t', ' ', ',', ')', '(', '=', '#', ';', '’', '“', 'é', '\u2028')), (1, Gen.Char)), 0, 8];

    private static readonly Gen<VisProgValue> Constants = Gen.Recursive<VisProgValue>((depth, inner) =>
    {
        var leaf = Gen.OneOf<VisProgValue>(
            Texts.Select(t => (VisProgValue)Literal(new TextValue(t))),
            Gen.Long.Select(i => (VisProgValue)Literal(new IntegerValue(i))),
            Gen.Double[-1e20, 1e20].Select(d => (VisProgValue)Literal(new NumberValue(d))),
            Gen.OneOfConst(1e300, 1e-300, -0.0, 0.1).Select(d => (VisProgValue)Literal(new NumberValue(d))),
            Gen.Bool.Select(b => (VisProgValue)Literal(new BooleanValue(b))),
            Gen.Const<VisProgValue>(Literal(ProgramValue.None)),
            Gen.Const<VisProgValue>(new VisProgVariable("IMAGE", default)));
        return depth > 3 ? leaf : Gen.OneOf(leaf, inner.Array[0, 4].Select(i => (VisProgValue)new VisProgList([.. i], default)));
    });

    private static readonly Gen<VisProgStep> Steps = Gen.OneOf(
        Gen.Select(Name("B"), Texts, (o, t) => Step(o, "LOC", ("image", Variable("IMAGE")), ("object", Literal(new TextValue(t))))),
        Gen.Select(Name("A"), Texts, (o, t) => Step(o, "VQA", ("question", Literal(new TextValue(t))), ("image", Variable("IMAGE")))),
        Gen.Select(Name("P"), Constants.Array[0, 4], (o, c) => Step(o, "PICK", ("from", new VisProgList([.. c], default)))),
        Gen.Select(Name("Z"), Gen.Double[0, 9], Texts, (o, f, t) => Step(o, "ZOOM", ("image", Variable("IMAGE")), ("factor", Literal(new NumberValue(f))), ("category", Literal(new TextValue(t))))),
        Gen.Select(Name("E"), Gen.OneOfConst("'a' if {IMAGE} is None else \"b'\"", "1 + 2", "'{IMAGE} \\\\ {{x}}'", "{expr}"), (o, e) => Step(o, "EVAL", ("expr", new VisProgExpression(ProgramExpression.Parse(e).Expression!, e, default)))));

    private static readonly string[] Corpus =
    [
        "BOX0=LOC(image=IMAGE,object='dog')\nANSWER0=COUNT(box=BOX0)\nANSWER1=EVAL(expr=\"'yes' if {ANSWER0} > 1 else 'no'\")\nFINAL=RESULT(var=ANSWER1)",
        "```\n1. A=VQA(Image=IMAGE,question='Is it Disney's Frozen?')\n  E=EVAL(expr={A} xor 'x' in \"{A} y\")\nR=RESULT(var=E) done\n```",
        "Program: P=PICK(from=[1, -2.5, 'a' \"b\", [None, IMAGE]], index=3); R=result(var=P)",
        "C=COUNT(box=LOC(image=CROP(image=IMAGE,box=LOC(image=IMAGE,object='a')),object=r'b'))\nR=RESULT(var=C)\nB==LOC(image=IMAGE,object='x',object=\"\"\"y\"\"\",z=3)",
        "B=LOC(image=IMAGE,object=“red dog”\nC=CROP(box=B,\n  image=IMAGE # note\n)\nR=RESULT(var=C",
    ];

    private static readonly VisProgProfile[] Profiles =
        [VisProgProfile.Default, VisProgProfile.Default, VisProgProfile.Upstream, new VisProgProfile { LowerNestedCalls = true }];

    [Fact]
    public void Parse_PrintedProgram_GivesTheSameSteps() => Gen.Select(Steps.Array[1, 6], Gen.Bool).Sample(
        (steps, hasResult) =>
        {
            if (hasResult)
            {
                steps = [.. steps, Step("R", "RESULT", ("var", Variable(steps[^1].Output)))];
            }

            var printed = new VisProgProgram("", [.. steps]).Print();
            var options = TestModules.Strict with { Inputs = TestModules.Strict.Inputs.Add("expr", ProgramType.Text) };
            var program = (VisProgProgram)new VisProgLanguage().Parse(printed, options).GetProgramOrThrow();

            Assert.Equal(printed, program.Print());
            Assert.Equal(steps.Select(Flatten), program.Steps.Select(Flatten));
        },
        iter: 3000);

    /// <summary>Text as every kind of literal that holds it: the kinds mean the same, and printing keeps the text.</summary>
    [Fact]
    public void Parse_TextInEveryKindOfQuotes_GivesTheText() => Gen.Select(Texts, Gen.Int[0, 7], Gen.Int[0, 8]).Sample(
        (text, kind, cut) =>
        {
            var literal = Written(text, kind, cut);
            var parse = new VisProgLanguage().Parse($"B=LOC(image=IMAGE,object={literal})\nR=RESULT(var=B)", TestModules.Strict);

            Assert.True(parse.Program is VisProgProgram, $"{literal}\n{string.Join('\n', parse.Diagnostics)}");
            var program = (VisProgProgram)parse.Program;
            Assert.Equal(new TextValue(text), ((VisProgLiteral)program.Steps[0].Arguments[1].Value).Value);
            var again = (VisProgProgram)new VisProgLanguage().Parse(program.Print(), TestModules.Strict).GetProgramOrThrow();
            Assert.Equal(program.Steps.Select(Flatten), again.Steps.Select(Flatten));
        },
        iter: 20_000);

    /// <summary>The environment variable SDVP_FUZZ sets how many; the default takes about a second.</summary>
    [Fact]
    public void Parse_MutatedPrograms_NeverThrowsAndRepairsToRightPrograms()
    {
        var pieces = Gen.OneOfConst("'", "\"", "(", ")", ",", "=", "\n", " ", "{", "}", "[", "]", "#", ";", "```", "\\", "“", "’", "RESULT", "EVAL(expr=", "IMAGE", "x", "1", "-", ".", "'''", "f'", "\0", "\ud800", "\r", "LOC(", ":=", "1. ", "var=");
        var edit = Gen.Select(Gen.Int[0, 400], Gen.Int[0, 8], pieces);
        var count = long.TryParse(Environment.GetEnvironmentVariable("SDVP_FUZZ"), out var wanted) ? wanted : 10_000;
        Gen.Select(Gen.OneOfConst(Corpus), edit.Array[1, 6], Gen.OneOfConst(Profiles)).Sample(
            (source, edits, profile) =>
            {
                foreach (var (position, length, piece) in edits)
                {
                    var start = position % (source.Length + 1);
                    source = source.Remove(start, Math.Min(length, source.Length - start)).Insert(start, piece);
                }

                CheckParse(source, TestModules.Options with { VisProg = profile });
            },
            iter: count);
    }

    [Fact]
    public void Parse_Garbage_NeverThrows() => Gen.OneOf(
        Gen.String[0, 60],
        Gen.OneOfConst("A", "=", "LOC", "EVAL", "(", ")", "image", "expr", "'", "\"", "[", ",", "\n", " ", "{A}", "1", "-1", "IMAGE", ";", "#", "“", "\\", "RESULT(var=").Array[0, 30].Select(string.Concat))
        .Sample(CheckParse, iter: 10_000);

    [Theory]
    [InlineData("A=X(a=[", "")]
    [InlineData("A=X(a='b' ", "")]
    [InlineData("'a'b,", "A=X(a=")]
    [InlineData("a='b'c,", "A=X(")]
    [InlineData("'\"", "A=EVAL(expr=")]
    [InlineData("(", "A=EVAL(expr=")]
    [InlineData("{", "A=EVAL(expr='")]
    [InlineData("{x}+", "A=EVAL(expr='")]
    [InlineData("A=B(c=D(\n", "")]
    [InlineData("[", "A=PICK(from=")]
    [InlineData("a\n", "")]
    [InlineData("a b: ", "")]
    [InlineData("''", "A=LOC(object=")]
    [InlineData("’", "A=LOC(object=’")]
    [InlineData("\\", "A=LOC(object='")]
    [InlineData("A=LOC(imag=IMAGEE)\n", "")]
    [InlineData("#", "")]
    [InlineData(" ", "A=LOC(image=IMAGE)")]
    [InlineData("\n'", "A=LOC(object='")]
    [InlineData("CROP(image=", "C=")]
    [InlineData("COUNT(box=[COUNT(box=", "C=")]
    [InlineData("A=CROP(box=CROP(image=STEP0),image=CROP(box=STEP1))\n", "")]
    [InlineData("A=CROP(IMAGE,IMAGE,x=1,x=2)\n", "")]
    public void Parse_HostileRepetition_EndsQuickly(string piece, string start)
    {
        var source = start + string.Concat(Enumerable.Repeat(piece, (99_000 - start.Length) / piece.Length));
        var clock = Stopwatch.StartNew();

        foreach (var profile in Profiles.Distinct())
        {
            _ = new VisProgLanguage().Parse(source, TestModules.Options with { VisProg = profile });
        }

        // Quadratic time would take minutes here; the bound leaves room for a busy machine.
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"{clock.Elapsed}");
    }

    [Fact]
    public void Parse_ManyUndefinedNames_EndsQuicklyWithShortMessages()
    {
        var defined = Enumerable.Range(0, 450).Select(i => $"{new string('a', 28)}{i:000}=EVAL(expr='1')\n");
        var undefined = Enumerable.Range(0, 900).Select(i => $"{{{new string('a', 20)}{i:000}bbbbbbbb}}");
        var source = $"{string.Concat(defined)}E=EVAL(expr='[{string.Join(',', undefined)}]')";
        var clock = Stopwatch.StartNew();

        var parse = new VisProgLanguage().Parse(source, TestModules.Options);

        clock.Stop();
        Assert.Equal(900, parse.Diagnostics.Count(d => d.Code == "VP025"));
        Assert.All(parse.Diagnostics, d => Assert.InRange(d.Message.Length, 1, 2000));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"{clock.Elapsed}");
    }

    [Fact]
    public void Parse_TextBeyondTheBudget_IsRefused()
    {
        var tooLong = new VisProgLanguage().Parse(new string(' ', 100_001), TestModules.Options);
        var tooMany = new VisProgLanguage().Parse(string.Concat(Enumerable.Repeat("A=EVAL(expr='1')\n", 501)), TestModules.Options);

        Assert.Equal("VP041", Assert.Single(tooLong.Diagnostics).Code);
        Assert.Contains(tooMany.Diagnostics, d => d.Code == "VP041");
    }

    private static void CheckParse(string source) => CheckParse(source, TestModules.Options);

    private static void CheckParse(string source, ProgramParseOptions options)
    {
        var parse = new VisProgLanguage().Parse(source, options);

        foreach (var diagnostic in parse.Diagnostics)
        {
            Assert.InRange(diagnostic.Span.End, diagnostic.Span.Start, source.Length);
        }

        Assert.NotNull(DiagnosticFormatter.Format(source, parse.Diagnostics));
        Assert.NotNull(ProgramFixes.Apply(source, parse.Diagnostics));
        if (parse.Program is VisProgProgram program)
        {
            var again = (VisProgProgram)new VisProgLanguage().Parse(program.Print(), options with { Strict = true }).GetProgramOrThrow();
            Assert.Equal(program.Print(), again.Print());
        }
    }

    private static Gen<string> Name(string prefix) => Gen.Int[0, 9].Select(i => $"{prefix}{i}");

    private static VisProgLiteral Literal(ProgramValue value) => new VisProgLiteral(value, default);

    private static VisProgVariable Variable(string name) => new VisProgVariable(name, default);

    private static VisProgStep Step(string output, string module, params ReadOnlySpan<(string Name, VisProgValue Value)> arguments)
    {
        var built = ImmutableArray.CreateBuilder<VisProgArgument>();
        foreach (var (name, value) in arguments)
        {
            built.Add(new VisProgArgument(name, value, ProgramType.Any, default));
        }

        return new VisProgStep(output, module, built.ToImmutable(), default);
    }

    private static string Flatten(VisProgStep step) =>
        $"{step.Output}|{step.Module}|{string.Join('|', step.Arguments.Select(a => $"{a.Name}:{Flatten(a.Value)}"))}";

    private static string Flatten(VisProgValue value) => value switch
    {
        VisProgLiteral literal => $"{literal.Value.Type} {literal.Value}",
        VisProgList list => $"[{string.Join('|', list.Items.Select(Flatten))}]",
        VisProgExpression expression => $"expression {expression.Text}",
        _ => value.ToString()!,
    };

    private static string Written(string text, int kind, int cut)
    {
        cut = Math.Min(cut, text.Length);
        return kind switch
        {
            0 => Quoted(text, '\''),
            1 => Quoted(text, '"'),
            2 => "\"\"" + Quoted(text, '"') + "\"\"",
            3 => "''" + Quoted(text, '\'') + "''",
            4 => Quoted(text[..cut], '\'') + " " + Quoted(text[cut..], '"'),
            5 when !text.AsSpan().ContainsAny("'\\\n\r") => $"r'{text}'",
            6 when !text.AsSpan().ContainsAny("\"\\") => $"R\"\"\"{text}\"\"\"",
            _ => new VisProgLiteral(new TextValue(text), default).ToString(),
        };
    }

    private static string Quoted(string text, char quote)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal);
        return $"{quote}{escaped.Replace(quote.ToString(), $"\\{quote}", StringComparison.Ordinal)}{quote}";
    }
}
