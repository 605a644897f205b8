using Sdvp.Core.Rationale.Html;

namespace Sdvp.Distillation.Reporting.Html;

/// <summary>Bars from zero with their intervals; the names stand over the bars, so that long ones need no room beside them.</summary>
internal static class BarsDrawing
{
    public static void Write(HtmlBuilder html, ReportBars bars)
    {
        var values = bars.Bars.Select(b => b.Value).ToArray();
        var axis = Axis.Around([0, .. values.SelectMany(v => new[] { v.Mean, v.Low, v.High })], 4);
        html.Open("figure", ("class", "chart")).Element("h3", bars.Title).Open("ul", ("class", "bar-list"));
        foreach (var bar in bars.Bars)
        {
            var value = bar.Value;
            html.Open("li").Element("span", bar.Name, ("class", "name"))
                .Element("span", $"{ReportNumber.Percent(value.Mean)} [{ReportNumber.Percent(value.Low)}, {ReportNumber.Percent(value.High)}]", ("class", "num"))
                .Open("span", ("class", "lane"), ("aria-hidden", "true"))
                .Element("i", "", ("class", value.Mean < 0 ? "fill less" : "fill"), ("style", Span(axis, Math.Min(0, value.Mean), Math.Max(0, value.Mean))))
                .Element("i", "", ("class", "zero"), ("style", $"left:{Place(axis, 0)}%"))
                .Element("i", "", ("class", "whisker"), ("style", Span(axis, value.Low, value.High)))
                .Close("span").Close("li");
        }

        html.Close("ul");
        if (bars.Note is { } note)
        {
            html.Element("figcaption", note, ("class", "note"));
        }

        html.Close("figure");
    }

    private static string Span(Axis axis, double low, double high) =>
        $"left:{Place(axis, low)}%;width:{HtmlBuilder.Number((axis.Place(high) - axis.Place(low)) * 100)}%";

    private static string Place(Axis axis, double value) => HtmlBuilder.Number(axis.Place(value) * 100);
}
