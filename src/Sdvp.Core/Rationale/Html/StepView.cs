using System.Globalization;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Core.Rationale.Html;

/// <summary>One step of one run: its images with boxes, its answers with their probabilities.</summary>
internal static class StepView
{
    private const int MaxAnswers = 4;
    private const int MaxRejected = 4;
    private const int MaxImages = 8;
    private const int MaxMarks = 60;
    private const int MaxRegions = 8;
    private const int MaxCharacters = 2_000;

    public static bool HasContent(RationaleStep step) =>
        step.Answers is not null || step.Regions is not null || step.Value is not null || step.ResultImage is not null || step.Error is not null;

    public static void Write(HtmlBuilder html, RationaleStep? step, bool withSource, ImageSheet sheet, bool withArguments = false)
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
        if (withArguments)
        {
            ArgumentsView.Write(html, step.Arguments);
        }

        WriteResult(html, step);
        html.Close("div").Close("div");
    }

    private static void WriteImages(HtmlBuilder html, RationaleStep step, ImageSheet sheet)
    {
        html.Open("div", ("class", "images"));
        var isFirst = true;
        foreach (var (name, image) in step.Images.Take(MaxImages))
        {
            ImageView.Write(html, sheet, image, name, isFirst ? Marks(step, image) : []);
            isFirst = false;
        }

        if (step.Images.Length > MaxImages)
        {
            html.Element("p", string.Create(CultureInfo.InvariantCulture, $"and {step.Images.Length - MaxImages} more"), ("class", "muted"));
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

        foreach (var region in step.GivenRegions.Take(MaxMarks))
        {
            yield return new Mark(region.Box, "asked", null) { Mask = region.Mask };
        }

        var number = 0;
        foreach (var region in (step.Regions ?? []).Take(MaxMarks))
        {
            yield return new Mark(region.Box, "given", ++number) { Mask = region.Mask };
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
            html.Element("p", Shorten(error), ("class", "error"));
            return;
        }

        if (step.Answers is { } answers)
        {
            WriteAnswers(html, answers, step.Label?.Answers);
        }
        else if (step.Value is { } value)
        {
            html.Open("p", ("class", "value")).Element("b", Shorten(value)).Close("p");
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

    /// <summary>What a page shows of a text; whoever needs all of it reads the JSON.</summary>
    public static string Shorten(string text) => text.Length <= MaxCharacters ? text : $"{text.AsSpan(0, MaxCharacters)}…";

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
        foreach (var region in (step.Regions ?? []).Take(MaxRegions))
        {
            WriteRegion(html, $"{(++number).ToString(CultureInfo.InvariantCulture)} {region.Class ?? region.Label}".TrimEnd(), region, "top", step);
        }

        if (count > MaxRegions)
        {
            html.Open("li").Element("span", string.Create(CultureInfo.InvariantCulture, $"{count - MaxRegions} more"), ("class", "name")).Close("li");
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
