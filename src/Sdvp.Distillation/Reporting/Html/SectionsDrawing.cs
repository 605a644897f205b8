using System.Collections.Immutable;
using Sdvp.Core.Rationale.Html;

namespace Sdvp.Distillation.Reporting.Html;

/// <summary>Sections of the writer's own.</summary>
internal static class SectionsDrawing
{
    public static void Write(HtmlBuilder html, ImmutableArray<ReportSection> sections)
    {
        foreach (var section in sections)
        {
            html.Open("section", ("id", section.Id)).Element("h2", section.Title);
            WriteBlocks(html, section.Blocks);
            html.Close("section");
        }
    }

    // Neighbouring drawings stand side by side where there is room.
    private static void WriteBlocks(HtmlBuilder html, ImmutableArray<ReportBlock> blocks)
    {
        for (var i = 0; i < blocks.Length; i++)
        {
            if (!IsDrawing(blocks[i]))
            {
                WriteBlock(html, blocks[i]);
                continue;
            }

            html.Open("div", ("class", "charts block"));
            for (; i < blocks.Length && IsDrawing(blocks[i]); i++)
            {
                WriteBlock(html, blocks[i]);
            }

            i--;
            html.Close("div");
        }
    }

    private static bool IsDrawing(ReportBlock block) => block is ReportPlot or ReportBars;

    private static void WriteBlock(HtmlBuilder html, ReportBlock block)
    {
        switch (block)
        {
            case ReportText text:
                html.Element("p", text.Text, ("class", "text"));
                break;
            case ReportResults results:
                html.Open("div", ("class", "block")).Element("h3", results.Title);
                WriteResults(html, results);
                CloseBlock(html, results.Note);
                break;
            case ReportGrid grid:
                html.Open("div", ("class", "block")).Element("h3", grid.Title);
                GridDrawing.Write(html, grid);
                CloseBlock(html, grid.Note);
                break;
            case ReportClaims claims:
                html.Open("div", ("class", "block")).Element("h3", claims.Title);
                ClaimsDrawing.Write(html, claims.Claims);
                CloseBlock(html, claims.Note);
                break;
            case ReportPlot plot:
                PlotDrawing.Write(html, plot);
                break;
            case ReportBars bars:
                BarsDrawing.Write(html, bars);
                break;
            default:
                throw new NotSupportedException($"There is no drawing of {block.GetType().Name}.");
        }
    }

    private static void WriteResults(HtmlBuilder html, ReportResults results)
    {
        if (results.IsCompact)
        {
            ResultTableDrawing.WriteCompact(html, results.Table);
        }
        else
        {
            ResultTableDrawing.Write(html, results.Table);
        }
    }

    private static void CloseBlock(HtmlBuilder html, string? note)
    {
        if (note is not null)
        {
            html.Element("p", note, ("class", "note"));
        }

        html.Close("div");
    }
}
