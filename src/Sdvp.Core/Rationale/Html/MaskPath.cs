using System.Globalization;
using System.Text;
using Sdvp.Core.Values;

namespace Sdvp.Core.Rationale.Html;

/// <summary>Draws a mask as an outline of cells: small whatever the mask's size, and as sharp as a thumbnail needs.</summary>
internal static class MaskPath
{
    private const int MaxCells = 96;
    private const int HalfCovered = 128;

    /// <summary>Writes a mask.</summary>
    /// <param name="html">Inside of a drawing whose units are pixels of the root image.</param>
    /// <param name="mask">The mask.</param>
    /// <param name="frame">Where the image that the mask belongs to lies in its root.</param>
    /// <param name="style">The style class.</param>
    public static void Write(HtmlBuilder html, RegionMask mask, PixelBox frame, string style)
    {
        var box = mask.Box;
        var (columns, rows) = (Math.Min(box.Width, MaxCells), Math.Min(box.Height, MaxCells));
        var path = new StringBuilder();
        for (var row = 0; row < rows; row++)
        {
            var begin = -1;
            for (var column = 0; column <= columns; column++)
            {
                var isCovered = column < columns && IsCovered(mask, column, columns, row, rows);
                if (isCovered && begin < 0)
                {
                    begin = column;
                }
                else if (!isCovered && begin >= 0)
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{begin} {row}h{column - begin}v1h{begin - column}z");
                    begin = -1;
                }
            }
        }

        html.Open(
            "path",
            ("class", style),
            ("d", path.ToString()),
            ("transform", $"translate({HtmlBuilder.Number(frame.Left + box.Left)} {HtmlBuilder.Number(frame.Top + box.Top)}) scale({HtmlBuilder.Number((double)box.Width / columns)} {HtmlBuilder.Number((double)box.Height / rows)})")).Close("path");
    }

    private static bool IsCovered(RegionMask mask, int column, int columns, int row, int rows)
    {
        var box = mask.Box;
        var (left, right) = ((int)((long)column * box.Width / columns), (int)((long)(column + 1) * box.Width / columns));
        var (top, bottom) = ((int)((long)row * box.Height / rows), (int)((long)(row + 1) * box.Height / rows));
        long sum = 0;
        for (var y = top; y < bottom; y++)
        {
            foreach (var coverage in mask.Coverage.Slice((y * box.Width) + left, right - left))
            {
                sum += coverage;
            }
        }

        return sum >= (long)HalfCovered * (right - left) * (bottom - top);
    }
}
