using System.Collections.Immutable;
using Sdvp.Core.Programs;
using Sdvp.Core.Programs.VisProg;

namespace Sdvp.Core.Tests.Programs.VisProg;

/// <summary>Fixes are applied by machines: what comes out must be right, not only look helpful.</summary>
public sealed class ProgramFixTests
{
    private const string Boxes = "B=LOC(image=IMAGE,object='dog')\n";

    /// <summary>Source and what applying the fixes gives.</summary>
    public static TheoryData<string, string> Mended => new()
    {
        { "B=LOC(IMAGE,'dog')\nR=RESULT(var=B)", "B=LOC(image=IMAGE,object='dog')\nR=RESULT(var=B)" },
        { "B=LOC('dog',image=IMAGE)\nR=RESULT(var=B)", "B=LOC(object='dog',image=IMAGE)\nR=RESULT(var=B)" },
        { "B=LOC(image=IMAGE,object='dog',object='cat')\nR=RESULT(var=B)", Boxes + "R=RESULT(var=B)" },
        { "B=LOC(image=IMAGE,object='dog', threshold=0.3)\nR=RESULT(var=B)", Boxes + "R=RESULT(var=B)" },
        { "B=LOC(threshold=0.3, image=IMAGE,object='dog')\nR=RESULT(var=B)", Boxes + "R=RESULT(var=B)" },
        { "C=COUNT(box=LOC(image=IMAGE,object='dog'))\nR=RESULT(var=C)", "STEP0=LOC(image=IMAGE,object='dog')\nC=COUNT(box=STEP0)\nR=RESULT(var=C)" },
        { "B=LOC(image=IMAGE,object='dog)\nR=RESULT(var=B)", Boxes + "R=RESULT(var=B)" },
        { "B=LOC(image=IMAGE,object=“dog)\nR=RESULT(var=B)", "B=LOC(image=IMAGE,object='dog')\nR=RESULT(var=B)" },
        { Boxes, "B=LOC(image=IMAGE,object='dog')\nFINAL_RESULT=RESULT(var=B)\n" },
        { Boxes + "R=RESULT(var=B)\nQ=RESULT(var=B)", Boxes + "R=RESULT(var=B)\n" },
        { Boxes + "R=RESULT(var=B); C=COUNT(box=B)", Boxes + "R=RESULT(var=B); " },
        { Boxes + "E=EVAL(expr='{B} == red')\nR=RESULT(var=E)", Boxes + "E=EVAL(expr='{B} == \\'red\\'')\nR=RESULT(var=E)" },
        { Boxes + "C=COUNT(box=B)\nE=EVAL(expr=\"'yes' if {C} > 0 and else 'no'\")\nR=RESULT(var=E)", Boxes + "C=COUNT(box=B)\nE=EVAL(expr=\"'yes' if {C} > 0  else 'no'\")\nR=RESULT(var=E)" },
        { "ANSWER0=VQA(image=IMAGE,question='Q?')\nR=RESULT(var=ANSWER)", "ANSWER0=VQA(image=IMAGE,question='Q?')\nR=RESULT(var=ANSWER0)" },
    };

    [Theory]
    [MemberData(nameof(Mended))]
    public void Apply_FixesOfAProgram_GiveARightProgram(string source, string expected)
    {
        var mended = source;
        for (var round = 0; round < 4 && Parse(mended).Diagnostics is [_, ..] diagnostics && mended != expected; round++)
        {
            mended = ProgramFixes.Apply(mended, diagnostics);
        }

        Assert.Equal(expected, mended);
        Assert.Empty(Parse(mended).Diagnostics);
    }

    [Fact]
    public void Apply_EveryRowWithFixes_TakesTheFindingAway()
    {
        var sources = MalformedProgramTests.Errors.Select(row => row.Data.Item1)
            .Concat(MalformedProgramTests.Repairs.Select(row => row.Data.Item1))
            .Concat(MalformedProgramTests.Warnings.Select(row => row.Data.Item1));
        var mendable = 0;
        foreach (var source in sources)
        {
            var before = Parse(source).Diagnostics;
            var fixable = before.Where(d => d.Fix is not null).ToImmutableArray();
            if (fixable.IsEmpty)
            {
                continue;
            }

            mendable++;
            var after = Parse(ProgramFixes.Apply(source, fixable)).Diagnostics;
            foreach (var code in fixable.Select(d => d.Code).Distinct())
            {
                Assert.True(after.Count(d => d.Code == code) < before.Count(d => d.Code == code), $"{code}\n{source}\n→\n{ProgramFixes.Apply(source, fixable)}\n{string.Join('\n', after)}");
            }
        }

        Assert.True(mendable >= 40, $"{mendable}");
    }

    [Fact]
    public void Apply_FixesThatTouch_AppliesTheFirstOnly()
    {
        var first = Diagnostic(0, 3, "x");
        var second = Diagnostic(2, 2, "y");

        Assert.Equal("xd", ProgramFixes.Apply("abcd", [first, second]));
    }

    [Fact]
    public void Apply_EditOutsideOfTheSource_IsRefused() =>
        Assert.Throws<ArgumentException>(() => ProgramFixes.Apply("ab", [Diagnostic(1, 5, "")]));

    [Fact]
    public void Format_FixOfSeveralEdits_ShowsItsTitle()
    {
        const string Source = "B=LOC(IMAGE,'dog')\nR=RESULT(var=B)";

        Assert.Contains("  = fix: name the arguments\n", DiagnosticFormatter.Format(Source, Parse(Source).Diagnostics), StringComparison.Ordinal);
    }

    private static ProgramDiagnostic Diagnostic(int start, int length, string suggestion) =>
        new("VP000", DiagnosticSeverity.Error, "Message.", new SourceSpan(start, length, 1, start + 1), suggestion);

    private static ProgramParse Parse(string source) => new VisProgLanguage().Parse(source, TestModules.Strict);
}
