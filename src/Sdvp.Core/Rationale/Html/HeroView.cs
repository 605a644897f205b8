using System.Globalization;
using Sdvp.Core.Values;

namespace Sdvp.Core.Rationale.Html;

/// <summary>The head of a page: inputs, question, answer, and what happened on the way.</summary>
internal static class HeroView
{
    public static void Write(HtmlBuilder html, RunRationale rationale, StepTree steps, ImageSheet sheet, string? back)
    {
        html.Open("header", ("class", "top"));
        if (back is not null)
        {
            html.Open("p", ("class", "back")).Element("a", "← All runs", ("href", back)).Close("p");
        }

        html.Open("div", ("class", "hero"));
        WriteImages(html, rationale, sheet);
        html.Open("div", ("class", "ask"))
            .Element("p", string.Join(" · ", new[] { rationale.Language, rationale.Family, rationale.Id }.OfType<string>()), ("class", "id"))
            .Element("h1", StepView.Shorten(rationale.Question));
        WriteAnswer(html, rationale);
        WriteBadges(html, rationale, steps);
        html.Close("div").Close("div");
        WriteBanners(html, rationale);
        html.Close("header");
    }

    private static void WriteImages(HtmlBuilder html, RunRationale rationale, ImageSheet sheet)
    {
        var images = rationale.Inputs.Where(i => i.Value is ImageValue).OrderBy(i => i.Key, StringComparer.Ordinal).ToArray();
        var result = rationale.Value as ImageValue;
        if (images.Length == 0 && result is null)
        {
            return;
        }

        html.Open("div", ("class", "inputs"));
        foreach (var (name, image) in images)
        {
            ImageView.Write(html, sheet, (ImageValue)image, name, []);
        }

        if (result is not null)
        {
            ImageView.Write(html, sheet, result, "result", []);
        }

        html.Close("div");
    }

    private static void WriteAnswer(HtmlBuilder html, RunRationale rationale)
    {
        var (style, sign) = (rationale.IsCorrect, rationale.Value) switch
        {
            (true, _) => ("right", "✓"),
            (false, _) => ("wrong", "✗"),
            (_, null) => ("wrong", ""),
            _ => ("open", ""),
        };
        html.Open("div", ("class", $"answer {style}")).Element("span", rationale is { FellBack: true, Value: not null } ? "Answer of the fallback" : "Answer", ("class", "lbl")).Open("b");
        html.Text(rationale.Value is null ? "none" : rationale.Value is ImageValue ? "the picture" : StepView.Shorten(rationale.Answer!)).Close("b");
        if (sign.Length > 0)
        {
            html.Element("span", sign, ("class", "sign"), ("role", "img"), ("aria-label", style));
        }

        if (rationale.Gold is { } gold)
        {
            html.Open("span", ("class", "want")).Text("expected ").Element("b", StepView.Shorten(gold)).Close("span");
        }

        html.Close("div");
    }

    private static void WriteBadges(HtmlBuilder html, RunRationale rationale, StepTree steps)
    {
        html.Open("ul", ("class", "badges"));
        Badge("", PageText.Count(steps.Total, "step"));
        Badge("", PageText.Duration(rationale.Run.Duration));

        if (rationale.IsRepaired)
        {
            Badge("warn", "repaired");
        }

        if (rationale.FellBack)
        {
            Badge("warn", "fell back");
        }

        if (rationale.Failure is not null)
        {
            Badge("bad", rationale.IsRefused ? "refused" : "failed");
        }

        if (rationale.Vote is { } vote)
        {
            Badge("", string.Create(CultureInfo.InvariantCulture, $"{HtmlBuilder.Percent(vote.Confidence)} of {vote.Generation.Candidates.Length} samples agree"));
        }

        html.Close("ul");

        void Badge(string style, string text) => html.Element("li", text, ("class", $"badge {style}".Trim()));
    }

    private static void WriteBanners(HtmlBuilder html, RunRationale rationale)
    {
        if (rationale.Failure is { } reason)
        {
            html.Open("p", ("class", "banner bad"), ("role", "note")).Element("b", rationale.IsRefused ? "The program did not run. " : "The program failed. ").Text(StepView.Shorten(reason)).Close("p");
        }

        if (rationale.Run.Fallback is { } fallback)
        {
            var outcome = fallback.Failure is { } failure ? $"was asked in its place and failed as well: {StepView.Shorten(failure.Message)}" : "answered in its place.";
            html.Open("p", ("class", "banner warn"), ("role", "note")).Text("The fallback ").Element("b", fallback.Policy).Text($" {outcome}").Close("p");
        }
    }
}
