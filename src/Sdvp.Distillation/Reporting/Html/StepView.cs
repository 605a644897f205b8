using System.Globalization;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Distillation.Reporting.Html;

/// <summary>One step of one run: its images with boxes, its answers with their probabilities.</summary>
internal static class StepView
{
    private const int MaxAnswers = 4;
    private const int MaxRejected = 4;

    public static bool HasContent(RationaleStep step) =>
        step.Answers is not null || step.Regions is not null || step.Value is not null || step.ResultImage is not null || step.Error is not null;

    public static void Write(HtmlBuilder html, RationaleStep? step, bool withSource, ImageSheet sheet)
    {
        if (step is null)
        {
            html.Element("p", "not reached", ("class", "muted"));
            return;
        }

        if (withSource)
        {
            html.Open("p", ("class", "source")).Element("code", step.Source).Close("p");
        }

        html.Open("div", ("class", "step"));
        if (!step.Images.IsEmpty || step.ResultImage is not null)
        {
            WriteImages(html, step, sheet);
        }

        html.Open("div", ("class", "facts"));
        WriteResult(html, step);
        html.Close("div").Close("div");
    }

    private static void WriteImages(HtmlBuilder html, RationaleStep step, ImageSheet sheet)
    {
        html.Open("div", ("class", "images"));
        var isFirst = true;
        foreach (var (name, image) in step.Images)
        {
            ImageView.Write(html, sheet, image, name, isFirst ? Marks(step, image) : []);
            isFirst = false;
        }

        if (step.ResultImage is { } result)
        {
            ImageView.Write(html, sheet, result, "result", []);
        }

        html.Close("div");
    }

    private static IEnumerable<Mark> Marks(RationaleStep step, ImageValue image)
    {
        foreach (var region in step.RejectedRegions.Take(MaxRejected))
        {
            yield return new Mark(region.Box, "rejected", null);
        }

        var number = 0;
        foreach (var region in step.Regions ?? [])
        {
            yield return new Mark(region.Box, "given", ++number);
        }

        if (step.ResultImage is { } result && result.Box != image.Box && result.Root.Equals(image.Root))
        {
            yield return new Mark(result.Box.Offset(-image.Box.Left, -image.Box.Top), "cut", null);
        }
    }

    private static void WriteResult(HtmlBuilder html, RationaleStep step)
    {
        if (step.Error is { } error)
        {
            html.Element("p", error, ("class", "error"));
            return;
        }

        if (step.Answers is { } answers)
        {
            WriteAnswers(html, answers, step.Label?.Answers);
        }
        else if (step.Value is { } value)
        {
            html.Open("p", ("class", "value")).Element("b", value).Close("p");
        }
        else if (step.Regions is { } regions)
        {
            WriteRegions(html, step, regions.Length);
        }
        else if (step.ResultImage is { } image)
        {
            html.Element("p", $"{image.Width} × {image.Height} pixels", ("class", "muted"));
        }

        if (step.Gold is { } gold)
        {
            var (style, sign) = step.IsCorrect switch { true => ("right", "✓ "), false => ("wrong", "✗ "), _ => ("", "") };
            html.Open("p", ("class", $"gold {style}")).Text($"{sign}gold ").Element("b", gold).Close("p");
        }
    }

    private static void WriteAnswers(HtmlBuilder html, AnswerDistribution answers, AnswerDistribution? label)
    {
        var shown = answers.Answers.Take(MaxAnswers).Select(a => a.Key).ToList();
        shown.AddRange((label?.Answers ?? []).Take(1).Select(a => a.Key).Where(a => !shown.Contains(a, StringComparer.Ordinal)));
        html.Open("ul", ("class", "bars"));
        foreach (var answer in shown)
        {
            var probability = Math.Clamp(answers.ProbabilityOf(answer), 0, 1);
            html.Open("li", ("class", string.Equals(answer, answers.Top, StringComparison.Ordinal) ? "top" : ""))
                .Element("span", answer, ("class", "name")).Open("span", ("class", "bar"))
                .Element("i", "", ("class", "fill"), ("style", $"width:{HtmlBuilder.Number(probability * 100)}%"));
            if (label is not null)
            {
                var taught = Math.Clamp(label.ProbabilityOf(answer), 0, 1);
                html.Element("i", "", ("class", "taught"), ("style", $"left:{HtmlBuilder.Number(taught * 100)}%"), ("title", $"teacher: {HtmlBuilder.Percent(taught)}"));
            }

            html.Close("span").Element("span", HtmlBuilder.Percent(probability), ("class", "p")).Close("li");
        }

        html.Close("ul");
    }

    private static void WriteRegions(HtmlBuilder html, RationaleStep step, int count)
    {
        html.Open("p", ("class", "value")).Element("b", count == 1 ? "1 region" : $"{count.ToString(CultureInfo.InvariantCulture)} regions").Close("p");
        html.Open("ul", ("class", "bars"));
        var number = 0;
        foreach (var region in (step.Regions ?? []).Take(MaxAnswers))
        {
            WriteRegion(html, $"{(++number).ToString(CultureInfo.InvariantCulture)} {region.Label}".TrimEnd(), region, "top", step);
        }

        foreach (var region in step.RejectedRegions.Take(MaxRejected))
        {
            WriteRegion(html, "rejected", region, "", step);
        }

        html.Close("ul");
    }

    private static void WriteRegion(HtmlBuilder html, string name, Region region, string style, RationaleStep step)
    {
        var score = Math.Clamp(region.Score, 0, 1);
        html.Open("li", ("class", style)).Element("span", name, ("class", "name")).Open("span", ("class", "bar"))
            .Element("i", "", ("class", "fill"), ("style", $"width:{HtmlBuilder.Number(score * 100)}%"));
        if (step.Label?.Regions.FirstOrDefault(r => r.Box == region.Box) is { } judged)
        {
            html.Element(
                "i", "", ("class", "taught"), ("style", $"left:{HtmlBuilder.Number(Math.Clamp(judged.Probability, 0, 1) * 100)}%"),
                ("title", $"teacher: {HtmlBuilder.Percent(judged.Probability)}"));
        }

        html.Close("span").Element("span", HtmlBuilder.Percent(score), ("class", "p")).Close("li");
    }
}
