using System.Collections.Immutable;
using System.Globalization;
using Sdvp.Core.Rationale;
using Sdvp.Core.Rationale.Html;

namespace Sdvp.Distillation.Reporting.Html;

/// <summary>Step-by-step rationales, the runs of an example side by side.</summary>
internal static class ExamplesSection
{
    public static void Write(HtmlBuilder html, ImmutableArray<ExampleRationale> examples, ImageSheet sheet)
    {
        if (examples.IsEmpty)
        {
            return;
        }

        html.Open("section", ("id", "examples")).Element("h2", "Step by step")
            .Open("p", ("class", "note")).Text("Bars are the module's probabilities; ").Element("i", "", ("class", "tick-key")).Text(" marks the teacher's label.").Close("p");
        foreach (var example in examples)
        {
            Write(html, example, sheet);
        }

        html.Close("section");
    }

    private static void Write(HtmlBuilder html, ExampleRationale example, ImageSheet sheet)
    {
        html.Open("article", ("class", "example")).Open("div", ("class", "question")).Open("div", ("class", "inputs"));
        foreach (var (name, image) in example.Inputs)
        {
            ImageView.Write(html, sheet, image, name, []);
        }

        html.Close("div").Open("div", ("class", "asked"))
            .Element("p", example.Family is { } family ? $"{family} · {example.Id}" : example.Id, ("class", "id")).Element("h3", example.Question);
        if (example.Gold is { } gold)
        {
            html.Open("p", ("class", "gold")).Text("Gold answer ").Element("b", gold).Close("p");
        }

        html.Open("div", ("class", "verdicts"));
        foreach (var run in example.Runs)
        {
            WriteVerdict(html, run);
        }

        html.Close("div").Close("div").Close("div").Open("ol", ("class", "steps"));
        for (var i = 0; i < example.Runs.Select(r => r.Steps.Length).DefaultIfEmpty().Max(); i++)
        {
            WriteStep(html, example, i, sheet);
        }

        html.Close("ol").Close("article");
    }

    private static void WriteVerdict(HtmlBuilder html, RationaleRun run)
    {
        var (style, sign) = run.IsCorrect switch { true => ("right", "✓"), false => ("wrong", "✗"), _ => ("open", "") };
        html.Open("div", ("class", $"verdict {style}")).Element("span", run.Title, ("class", "run")).Element("b", run.Answer ?? "failed");
        if (sign.Length > 0)
        {
            html.Element("span", sign, ("class", "sign"), ("aria-label", style));
        }

        if (run.Error is { } error)
        {
            html.Element("p", error, ("class", "error"));
        }

        html.Close("div");
    }

    private static void WriteStep(HtmlBuilder html, ExampleRationale example, int index, ImageSheet sheet)
    {
        var steps = example.Runs.Select(run => index < run.Steps.Length ? run.Steps[index] : null).ToArray();
        var sources = steps.OfType<RationaleStep>().Select(s => s.Source).Distinct(StringComparer.Ordinal).ToArray();
        html.Open("li").Open("div", ("class", "source")).Element("span", (index + 1).ToString(CultureInfo.InvariantCulture), ("class", "index"));
        if (sources.Length == 1)
        {
            html.Element("code", sources[0]);
        }

        html.Close("div");
        if (steps.Any(s => s is not null && StepView.HasContent(s)))
        {
            WriteRuns(html, example, [.. steps.Select(step => Render(step, sources.Length > 1, sheet))]);
        }

        html.Close("li");
    }

    // Runs that did the same at a step share one cell: what differs is what a reader looks for.
    private static void WriteRuns(HtmlBuilder html, ExampleRationale example, string[] cells)
    {
        html.Open("div", ("class", "runs"));
        foreach (var group in cells.Select((cell, i) => (Cell: cell, example.Runs[i].Title)).GroupBy(c => c.Cell, c => c.Title, StringComparer.Ordinal))
        {
            var title = group.Count() == 1 ? group.First() : $"the same {string.Join(" and ", group)}";
            html.Open("div", ("class", "cell")).Element("p", title, ("class", "run")).Raw(group.Key).Close("div");
        }

        html.Close("div");
    }

    private static string Render(RationaleStep? step, bool withSource, ImageSheet sheet)
    {
        var html = new HtmlBuilder();
        StepView.Write(html, step, withSource, sheet);
        return html.ToString();
    }
}
