using System.Collections.Immutable;
using System.Globalization;

namespace Sdvp.Core.Rationale.Html;

/// <summary>The steps of one run as cards; calls of composites stand inside of the composite's card.</summary>
internal static class StepList
{
    private const int OpenChildren = 4;
    private const int MaxDepth = 12;

    /// <summary>Names of algorithms are shown whole, hashes cut.</summary>
    private const int ShownVersion = 24;

    public static void Write(HtmlBuilder html, StepTree steps, ImageSheet sheet)
    {
        html.Open("ol", ("class", "cards"));
        foreach (var step in steps.Roots)
        {
            Write(html, step, steps, sheet, 0);
        }

        html.Close("ol");
        if (steps.Total > steps.Shown.Length)
        {
            html.Element("p", string.Create(CultureInfo.InvariantCulture, $"{steps.Total - steps.Shown.Length:N0} further steps are not shown; the JSON holds all of them."), ("class", "note"));
        }
    }

    private static void Write(HtmlBuilder html, RationaleStep step, StepTree steps, ImageSheet sheet, int depth)
    {
        var number = (step.Index + 1).ToString(CultureInfo.InvariantCulture);
        html.Open("li", ("class", $"card {steps.ColourOf(step.Module)}{(step.Error is null ? "" : " bad")}"), ("id", $"s{HtmlBuilder.Number(step.Index)}"), ("tabindex", "-1"));
        WriteHead(html, step, steps, number);
        StepView.Write(html, step, withSource: false, sheet, withArguments: true);
        var children = steps.ChildrenOf(step);
        if (!children.IsEmpty && depth < MaxDepth)
        {
            WriteChildren(html, children, steps, sheet, depth);
        }

        html.Close("li");
    }

    private static void WriteHead(HtmlBuilder html, RationaleStep step, StepTree steps, string number)
    {
        html.Open("div", ("class", "head"));
        if (steps.AnchorOf(step) is { } anchor)
        {
            html.Element("a", number, ("class", "n"), ("href", $"#p{HtmlBuilder.Number(anchor)}"), ("aria-label", $"step {number}, to its place in the program"));
        }
        else
        {
            html.Element("span", number, ("class", "n"));
        }

        html.Open("h3");
        if (step.Output is { } output)
        {
            html.Element("span", output, ("class", "out")).Element("span", " = ", ("class", "eq"));
        }

        html.Element("span", step.Module, ("class", "mod")).Close("h3");
        if (step.Version.Id is { Length: > 0 } version)
        {
            html.Element("span", version.Length <= ShownVersion ? version : step.Version.ToString(), ("class", "ver"), ("title", $"version {version}"));
        }

        if (steps.IsOfFallback(step))
        {
            html.Element("span", "fallback", ("class", "badge warn"));
        }

        var share = steps.Longest > TimeSpan.Zero ? step.Duration / steps.Longest : 0;
        html.Open("span", ("class", "time"), ("title", "from the call to its result, waiting for its batch included"))
            .Open("i", ("class", "lane"), ("aria-hidden", "true")).Element("i", "", ("style", $"width:{HtmlBuilder.Number(Math.Clamp(share, 0, 1) * 100)}%")).Close("i")
            .Text(PageText.Duration(step.Duration)).Close("span").Close("div");
    }

    private static void WriteChildren(HtmlBuilder html, ImmutableArray<RationaleStep> children, StepTree steps, ImageSheet sheet, int depth)
    {
        var failed = children.Count(c => c.Error is not null);
        var title = $"{PageText.Count(children.Length, "call")} inside{(failed == 0 ? "" : $", {failed.ToString(CultureInfo.InvariantCulture)} failed")}";
        if (children.Length <= OpenChildren || failed > 0)
        {
            html.Open("details", ("class", "kids"), ("open", ""));
        }
        else
        {
            html.Open("details", ("class", "kids"));
        }

        html.Element("summary", title).Open("ol", ("class", "cards"));
        foreach (var child in children)
        {
            Write(html, child, steps, sheet, depth + 1);
        }

        html.Close("ol").Close("details");
    }
}
