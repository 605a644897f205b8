using System.Collections.Immutable;
using Sdvp.Core.Rationale.Html;

namespace Sdvp.Distillation.Reporting.Html;

/// <summary>Learning curves as drawings.</summary>
internal static class CurvesSection
{
    public static void Write(HtmlBuilder html, ImmutableArray<LearningCurve> curves)
    {
        if (curves.IsEmpty)
        {
            return;
        }

        html.Open("section", ("id", "curves")).Element("h2", "Training").Open("div", ("class", "charts"));
        foreach (var curve in curves)
        {
            PlotDrawing.Write(html, ToPlot(curve));
        }

        html.Close("div").Close("section");
    }

    private static ReportPlot ToPlot(LearningCurve curve) => new()
    {
        Title = curve.Title,
        XTitle = curve.XTitle,
        YTitle = curve.YTitle,
        Series = [.. curve.Series.Select(s => new PlotSeries(s.Name, [.. s.Points.Select(p => new PlotPoint(p.X, p.Y))]))],
    };
}
