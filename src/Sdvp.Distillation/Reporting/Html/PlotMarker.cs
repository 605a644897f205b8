using Sdvp.Core.Rationale.Html;

namespace Sdvp.Distillation.Reporting.Html;

/// <summary>The look of a series: six colours and four shapes, so that twelve series in a row can be told apart.</summary>
internal static class PlotMarker
{
    private const int Colours = 6;
    private const int Shapes = 4;

    public static string Colour(int series) => $"c{series % Colours}";

    /// <summary>The outline of the marker around a place.</summary>
    public static string Path(int series, string x, string y) => $"M{x} {y}" + (series % Shapes) switch
    {
        0 => "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
        1 => "m-3.6 -3.6h7.2v7.2h-7.2z",
        2 => "m0 -5l5 5l-5 5l-5 -5z",
        _ => "m0 -4.8l4.7 8.4h-9.4z",
    };

    public static void WriteLegend(HtmlBuilder html, IEnumerable<string> names)
    {
        html.Open("ul", ("class", "legend"));
        foreach (var (i, name) in names.Index())
        {
            html.Open("li").Open("svg", ("viewBox", "0 0 18 12"), ("class", "key"), ("aria-hidden", "true"))
                .Open("line", ("class", $"line {Colour(i)}"), ("x1", "0"), ("x2", "18"), ("y1", "6"), ("y2", "6")).Close("line")
                .Open("path", ("class", $"point {Colour(i)}"), ("d", Path(i, "9", "6"))).Close("path").Close("svg")
                .Text(name).Close("li");
        }

        html.Close("ul");
    }
}
