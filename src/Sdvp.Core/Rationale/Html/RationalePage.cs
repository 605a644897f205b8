using System.Collections.Immutable;
using Sdvp.Core.Values;

namespace Sdvp.Core.Rationale.Html;

/// <summary>The page of one run.</summary>
internal static class RationalePage
{
    public static string Render(RunRationale rationale, RationaleOptions options, Func<ImageBuffer, byte[]> encodePng, string? back)
    {
        var source = rationale.Source ?? "";
        ImmutableArray<RationaleStep> all = [.. rationale.Run.Records.Select(record => RationaleStep.From(record, source))];
        var steps = new StepTree(all, options.MaxSteps, rationale.Run.Fallback?.FirstStepIndex);
        var sheet = new ImageSheet(encodePng, options.MaxImageSide);
        var body = new HtmlBuilder();
        body.Element("a", "Skip to the program", ("class", "skip"), ("href", "#program"));
        HeroView.Write(body, rationale, steps, sheet, back);
        body.Open("main", ("class", "cols"));
        WriteProgram(body, rationale, source, steps);
        if (!steps.Shown.IsEmpty)
        {
            body.Open("section", ("class", "trace"), ("aria-labelledby", "steps")).Element("h2", "Step by step", ("id", "steps"));
            StepList.Write(body, steps, sheet);
            body.Close("section");
        }

        body.Close("main");
        body.Open("footer").Text("Program ").Element("code", rationale.Run.ProgramId).Text(" · run ").Element("code", rationale.Run.Id).Close("footer");

        return HtmlPage.Render(rationale.Question, RationaleStyle.Base + RationaleStyle.Run, body, sheet);
    }

    private static void WriteProgram(HtmlBuilder html, RunRationale rationale, string source, StepTree steps)
    {
        html.Open("section", ("class", "program"), ("aria-labelledby", "program")).Element("h2", "Program", ("id", "program"), ("tabindex", "-1"));
        if (source.Length == 0)
        {
            html.Element("p", "There is no program.", ("class", "muted"));
        }
        else
        {
            new SourceView(source, rationale.Diagnostics, steps).Write(html);
        }

        GenerationView.Write(html, rationale);
        html.Close("section");
    }
}
