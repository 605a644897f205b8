using Sdvp.Core.Rationale.Html;

namespace Sdvp.Distillation.Reporting.Html;

/// <summary>The axes of a drawing, and where values lie in it.</summary>
internal sealed record PlotFrame(Axis X, Axis Y)
{
    private const double Width = 400;
    private const double Height = 270;
    private const double Left = 44;
    private const double Right = 18;
    private const double Top = 28;
    private const double Bottom = 42;

    public string PlaceX(double value) => HtmlBuilder.Number(Left + (X.Place(value) * (Width - Left - Right)));

    public string PlaceY(double value) => HtmlBuilder.Number(Height - Bottom - (Y.Place(value) * (Height - Bottom - Top)));

    public void Open(HtmlBuilder html, ReportPlot plot)
    {
        html.Open("svg", ("viewBox", $"0 0 {HtmlBuilder.Number(Width)} {HtmlBuilder.Number(Height)}"), ("role", "img"), ("aria-label", $"{plot.Title}: {plot.YTitle} by {plot.XTitle}"))
            .Element("title", plot.Title);
        foreach (var tick in Y.Ticks)
        {
            WriteLine(html, "grid", Left, PlaceY(tick), Width - Right, PlaceY(tick));
            html.Element("text", Y.Print(tick), ("class", "tick end"), ("x", HtmlBuilder.Number(Left - 7)), ("y", PlaceY(tick)), ("dy", "4"));
        }

        foreach (var tick in X.Ticks)
        {
            html.Element("text", X.Print(tick), ("class", "tick mid"), ("x", PlaceX(tick)), ("y", HtmlBuilder.Number(Height - Bottom + 17)));
        }

        foreach (var guide in plot.YGuides)
        {
            WriteLine(html, "guide", Left, PlaceY(guide), Width - Right, PlaceY(guide));
        }

        foreach (var guide in plot.XGuides)
        {
            html.Open("line", ("class", "guide"), ("x1", PlaceX(guide)), ("x2", PlaceX(guide)), ("y1", HtmlBuilder.Number(Top)), ("y2", HtmlBuilder.Number(Height - Bottom))).Close("line");
        }

        html.Element("text", plot.XTitle, ("class", "axis end"), ("x", HtmlBuilder.Number(Width - Right)), ("y", HtmlBuilder.Number(Height - 5)))
            .Element("text", plot.YTitle, ("class", "axis"), ("x", "0"), ("y", "12"));
    }

    private static void WriteLine(HtmlBuilder html, string style, double x1, string y1, double x2, string y2) =>
        html.Open("line", ("class", style), ("x1", HtmlBuilder.Number(x1)), ("x2", HtmlBuilder.Number(x2)), ("y1", y1), ("y2", y2)).Close("line");
}
