using System.Collections.Immutable;

namespace Sdvp.Core.Values;

/// <summary>
/// Leaves out boxes that overlap better ones, number by number as VisProg does it: the sides of a box count as pixels inside of it, so that width
/// and height are one more than their difference, and a box survives while its overlap is below the threshold. Of equal scores the later one goes
/// first, as NumPy's sorting of up to 16 numbers gives it. Thread-safe.
/// </summary>
/// <remarks>Source: allenai/visprog, <c>engine/nms.py</c>.</remarks>
public static class NonMaximumSuppression
{
    /// <summary>Selects boxes.</summary>
    /// <param name="boxes">The boxes.</param>
    /// <param name="scores">Their scores; none is NaN.</param>
    /// <param name="threshold">Boxes whose overlap with a selected one reaches this are left out: intersection over union, 0 to 1.</param>
    /// <returns>Indices of the boxes that remain, best first.</returns>
    /// <exception cref="ArgumentException">There are not as many scores as boxes, or a score or the threshold is NaN.</exception>
    public static ImmutableArray<int> Select(IReadOnlyList<PixelBox> boxes, IReadOnlyList<double> scores, double threshold)
    {
        ArgumentNullException.ThrowIfNull(boxes);
        ArgumentNullException.ThrowIfNull(scores);
        if (boxes.Count != scores.Count)
        {
            throw new ArgumentException($"{boxes.Count} boxes have {scores.Count} scores; each box has one.", nameof(scores));
        }

        if (double.IsNaN(threshold) || scores.Any(double.IsNaN))
        {
            throw new ArgumentException("A score or the threshold is NaN; expected are numbers.", nameof(scores));
        }

        int[] order = [.. Enumerable.Range(0, boxes.Count).OrderByDescending(i => scores[i]).ThenByDescending(i => i)];
        var isOut = new bool[order.Length];
        var selected = ImmutableArray.CreateBuilder<int>();
        for (var i = 0; i < order.Length; i++)
        {
            if (isOut[i])
            {
                continue;
            }

            selected.Add(order[i]);
            for (var j = i + 1; j < order.Length; j++)
            {
                isOut[j] |= !(Overlap(boxes[order[i]], boxes[order[j]]) < threshold);
            }
        }

        return selected.ToImmutable();
    }

    /// <summary>Selects regions by their scores.</summary>
    /// <param name="regions">The regions in any order.</param>
    /// <param name="threshold">Regions whose overlap with a selected one reaches this are left out.</param>
    /// <returns>The regions that remain, best first.</returns>
    /// <exception cref="ArgumentException">A score or the threshold is NaN.</exception>
    public static ImmutableArray<Region> Select(IEnumerable<Region> regions, double threshold)
    {
        ArgumentNullException.ThrowIfNull(regions);
        Region[] all = [.. regions];
        return [.. Select(Array.ConvertAll(all, r => r.Box), Array.ConvertAll(all, r => r.Score), threshold).Select(i => all[i])];
    }

    /// <summary>Intersection over union of two boxes whose sides count as inside.</summary>
    /// <param name="a">A box.</param>
    /// <param name="b">Another.</param>
    /// <returns>The overlap; 1 for equal boxes.</returns>
    public static double Overlap(PixelBox a, PixelBox b)
    {
        var width = Math.Max(0.0, (double)Math.Min(a.Right, b.Right) - Math.Max(a.Left, b.Left) + 1);
        var height = Math.Max(0.0, (double)Math.Min(a.Bottom, b.Bottom) - Math.Max(a.Top, b.Top) + 1);
        var intersection = width * height;
        return intersection / (Area(a) + Area(b) - intersection);
    }

    private static double Area(PixelBox box) => ((double)box.Right - box.Left + 1) * ((double)box.Bottom - box.Top + 1);
}
