using System.Collections.Immutable;
using System.Globalization;
using Sdvp.Core.Rationale.Html;

namespace Sdvp.Distillation.Reporting.Html;

/// <summary>Learning curves as drawings.</summary>
internal static class CurvesSection
{
    private const double Width = 440;
    private const double Height = 264;
    private const double Left = 46;
    private const double Right = 16;
    private const double Top = 26;
    private const double Bottom = 40;
    private const int Colours = 6;

    public static void Write(HtmlBuilder html, ImmutableArray<LearningCurve> curves)
    {
        if (curves.IsEmpty)
        {
            return;
        }

        html.Open("section", ("id", "curves")).Element("h2", "Training").Open("div", ("class", "charts"));
        foreach (var curve in curves)
        {
            Write(html, curve);
        }

        html.Close("div").Close("section");
    }

    private static void Write(HtmlBuilder html, LearningCurve curve)
    {
        var series = curve.Series.Select(s => s with { Points = [.. s.Points.Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y))] }).ToArray();
        var points = series.SelectMany(s => s.Points).ToArray();
        var x = Axis.Around([.. points.Select(p => p.X)], 5);
        var y = Axis.Around([.. points.Select(p => p.Y)], 4);
        html.Open("figure", ("class", "chart")).Element("h3", curve.Title).Open("div", ("class", "legend"));
        for (var i = 0; i < series.Length; i++)
        {
            html.Open("span").Element("i", "", ("class", $"key c{i % Colours}")).Text(series[i].Name).Close("span");
        }

        html.Close("div").Open("svg", ("viewBox", $"0 0 {HtmlBuilder.Number(Width)} {HtmlBuilder.Number(Height)}"), ("role", "img"), ("aria-label", curve.Title));
        WriteAxes(html, curve, x, y);
        for (var i = 0; i < series.Length; i++)
        {
            WriteLine(html, series[i], x, y, $"c{i % Colours}");
        }

        html.Close("svg").Close("figure");
    }

    private static void WriteAxes(HtmlBuilder html, LearningCurve curve, Axis x, Axis y)
    {
        foreach (var tick in y.Ticks)
        {
            var place = PlaceY(y, tick);
            html.Open("line", ("class", "grid"), ("x1", HtmlBuilder.Number(Left)), ("x2", HtmlBuilder.Number(Width - Right)), ("y1", place), ("y2", place)).Close("line")
                .Element("text", y.Print(tick), ("class", "tick end"), ("x", HtmlBuilder.Number(Left - 7)), ("y", place), ("dy", "4"));
        }

        foreach (var tick in x.Ticks)
        {
            html.Element("text", x.Print(tick), ("class", "tick mid"), ("x", PlaceX(x, tick)), ("y", HtmlBuilder.Number(Height - Bottom + 17)));
        }

        html.Element("text", curve.XTitle, ("class", "axis end"), ("x", HtmlBuilder.Number(Width - Right)), ("y", HtmlBuilder.Number(Height - 5)))
            .Element("text", curve.YTitle, ("class", "axis"), ("x", "0"), ("y", "11"));
    }

    private static void WriteLine(HtmlBuilder html, CurveSeries series, Axis x, Axis y, string colour)
    {
        if (series.Points.IsEmpty)
        {
            return;
        }

        html.Open("polyline", ("class", $"line {colour}"), ("points", string.Join(' ', series.Points.Select(p => $"{PlaceX(x, p.X)},{PlaceY(y, p.Y)}")))).Close("polyline");

        // Dots only where they do not run into one another; the last one always, it is the result.
        foreach (var point in series.Points.Length <= 24 ? series.Points : [series.Points[^1]])
        {
            html.Open("circle", ("class", $"point {colour}"), ("cx", PlaceX(x, point.X)), ("cy", PlaceY(y, point.Y)), ("r", "3"))
                .Element("title", string.Create(CultureInfo.InvariantCulture, $"{series.Name}: {point.Y:0.####} at {point.X:0.##}")).Close("circle");
        }
    }

    private static string PlaceX(Axis axis, double value) => HtmlBuilder.Number(Left + (axis.Place(value) * (Width - Left - Right)));

    private static string PlaceY(Axis axis, double value) => HtmlBuilder.Number(Height - Bottom - (axis.Place(value) * (Height - Bottom - Top)));
}
