using System.Globalization;
using Sdvp.Core.Rationale.Html;

namespace Sdvp.Distillation.Reporting.Html;

/// <summary>Series over two axes: lines with bands, or points with crosses.</summary>
internal static class PlotDrawing
{
    private const int MarkersOfLines = 24;

    public static void Write(HtmlBuilder html, ReportPlot plot)
    {
        var series = plot.Series.Select(s => s with { Points = [.. s.Points.Where(IsFinite)] }).ToArray();
        var points = series.SelectMany(s => s.Points).ToArray();
        var frame = new PlotFrame(
            Axis.Around([.. points.SelectMany(p => Ends(p.X, p.XInterval)), .. points.Length == 0 ? [] : plot.XGuides], 5),
            Axis.Around([.. points.SelectMany(p => Ends(p.Y, p.YInterval)), .. points.Length == 0 ? [] : plot.YGuides], 4));
        html.Open("figure", ("class", "chart")).Element("h3", plot.Title);
        PlotMarker.WriteLegend(html, series.Select(s => s.Name));
        frame.Open(html, plot);
        var hasCrosses = points.Any(p => p.XInterval is not null);
        for (var i = 0; i < series.Length; i++)
        {
            WriteIntervals(html, series[i], frame, i, hasCrosses);
        }

        for (var i = 0; i < series.Length; i++)
        {
            WriteLine(html, series[i], frame, i);
        }

        html.Close("svg");
        if (plot.Note is { } note)
        {
            html.Element("figcaption", note, ("class", "note"));
        }

        html.Close("figure");
    }

    private static void WriteIntervals(HtmlBuilder html, PlotSeries series, PlotFrame frame, int index, bool hasCrosses)
    {
        if (!hasCrosses && series.Points.Length > 1 && series.Points.All(p => p.YInterval is not null))
        {
            var edge = series.Points.Select(p => $"{frame.PlaceX(p.X)},{frame.PlaceY(p.YInterval!.Value.High)}")
                .Concat(series.Points.Reverse().Select(p => $"{frame.PlaceX(p.X)},{frame.PlaceY(p.YInterval!.Value.Low)}"));
            html.Open("polygon", ("class", $"band {PlotMarker.Colour(index)}"), ("points", string.Join(' ', edge))).Close("polygon");
            return;
        }

        foreach (var point in series.Points)
        {
            WriteCross(html, point, frame, PlotMarker.Colour(index));
        }
    }

    private static void WriteCross(HtmlBuilder html, PlotPoint point, PlotFrame frame, string colour)
    {
        if (point.YInterval is { } y)
        {
            html.Open("line", ("class", $"cross {colour}"), ("x1", frame.PlaceX(point.X)), ("x2", frame.PlaceX(point.X)), ("y1", frame.PlaceY(y.Low)), ("y2", frame.PlaceY(y.High))).Close("line");
        }

        if (point.XInterval is { } x)
        {
            html.Open("line", ("class", $"cross {colour}"), ("x1", frame.PlaceX(x.Low)), ("x2", frame.PlaceX(x.High)), ("y1", frame.PlaceY(point.Y)), ("y2", frame.PlaceY(point.Y))).Close("line");
        }
    }

    private static void WriteLine(HtmlBuilder html, PlotSeries series, PlotFrame frame, int index)
    {
        if (series.Points.IsEmpty)
        {
            return;
        }

        var colour = PlotMarker.Colour(index);
        if (series.Points.Length > 1)
        {
            html.Open("polyline", ("class", $"line {colour}"), ("points", string.Join(' ', series.Points.Select(p => $"{frame.PlaceX(p.X)},{frame.PlaceY(p.Y)}")))).Close("polyline");
        }

        // Markers only where they do not run into one another; the last one always, it is the result.
        foreach (var point in series.Points.Length <= MarkersOfLines ? series.Points : [series.Points[^1]])
        {
            html.Open("path", ("class", $"point {colour}"), ("d", PlotMarker.Path(index, frame.PlaceX(point.X), frame.PlaceY(point.Y))))
                .Element("title", string.Create(CultureInfo.InvariantCulture, $"{point.Label ?? series.Name}: {point.Y:0.####} at {point.X:0.##}")).Close("path");
        }
    }

    private static bool IsFinite(PlotPoint point) =>
        double.IsFinite(point.X) && double.IsFinite(point.Y) && IsFinite(point.XInterval) && IsFinite(point.YInterval);

    private static bool IsFinite((double Low, double High)? interval) => interval is not { } i || (double.IsFinite(i.Low) && double.IsFinite(i.High));

    private static IEnumerable<double> Ends(double value, (double Low, double High)? interval) => interval is { } i ? [value, i.Low, i.High] : [value];
}
