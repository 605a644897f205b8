using Sdvp.Core.Programs;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Tests.Programs.VisProg;

namespace Sdvp.Core.Tests.Programs;

public sealed class DiagnosticFormatterTests
{
    [Fact]
    public void Format_Diagnostics_ShowsLineCaretsAndSuggestion()
    {
        const string Source = "B=LOC(image=IMAGE,object='dog')\nI0=CROP_NOT(image=IMAGE,box=B)\nE=EVAL(expr=\"1 if {B} and else 0\")";

        var text = DiagnosticFormatter.Format(Source, new VisProgLanguage().Parse(Source, TestModules.Options).Diagnostics);

        Assert.Equal(
            """
            error VP002: There is no module 'CROP_NOT'; did you mean CROP?
              --> 2:4
            2 | I0=CROP_NOT(image=IMAGE,box=B)
              |    ^^^^^^^^
              = suggestion: CROP
            warning VP011: The program has no RESULT; the value of its last step is returned.
              --> 3:1
            3 | E=EVAL(expr="1 if {B} and else 0")
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              = fix: end with RESULT(var=E)
            error VP005: An expression is expected after 'and', but 'else' follows. Write what is missing, or leave out 'and'.
              --> 3:23
            3 | E=EVAL(expr="1 if {B} and else 0")
              |                       ^^^
              = leave it out

            """.ReplaceLineEndings("\n"),
            text);
    }

    [Fact]
    public void Format_LongLineWithTabs_ShowsTheWindowAroundThePlace()
    {
        var source = "\t" + new string('a', 500) + "X" + new string('b', 500);
        var diagnostic = new ProgramDiagnostic("VP000", DiagnosticSeverity.Error, "Message.", new SourceSpan(501, 1, 1, 502));

        var lines = DiagnosticFormatter.Format(source, [diagnostic]).Split('\n');

        Assert.Equal(164, lines[2].Length);
        Assert.Equal(lines[2].IndexOf('X', StringComparison.Ordinal), lines[3].IndexOf('^', StringComparison.Ordinal));
        Assert.Equal(1, lines[3].Count(c => c == '^'));
    }
}
