using System.Collections.Immutable;
using Sdvp.Core.Teaching;

namespace Sdvp.Distillation.Losses;

/// <summary>
/// Assigns judged regions to a student's candidate boxes: the pair with the highest intersection over union first, each region and
/// each candidate at most once. Ties go to the earlier region, then to the earlier candidate. A pure function.
/// </summary>
public static class RegionMatcher
{
    /// <summary>Assigns regions to candidates.</summary>
    /// <param name="boxes">Candidate boxes, flat, <c>candidates × 4</c>: left, top, right, bottom as fractions of width and height.</param>
    /// <param name="width">Columns of the step's image.</param>
    /// <param name="height">Rows of the step's image.</param>
    /// <param name="regions">The judged regions, in pixels of the step's image.</param>
    /// <param name="minimumIntersectionOverUnion">Pairs below this are not assigned; in [0, 1]. Pairs that do not overlap never are. Default: 0.5.</param>
    /// <returns>For each region the index of its candidate, or −1 where none is left that fits.</returns>
    /// <exception cref="ArgumentException">The boxes are no multiple of four numbers.</exception>
    public static ImmutableArray<int> Assign(
        ReadOnlySpan<float> boxes, int width, int height, ImmutableArray<RegionLabel> regions, double minimumIntersectionOverUnion = 0.5)
    {
        if (boxes.Length % 4 != 0)
        {
            throw new ArgumentException($"{boxes.Length} numbers were given; expected are four for each candidate.", nameof(boxes));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(minimumIntersectionOverUnion);
        var pairs = new List<(double Overlap, int Region, int Candidate)>();
        for (var region = 0; region < regions.Length; region++)
        {
            for (var candidate = 0; candidate < boxes.Length / 4; candidate++)
            {
                var overlap = Overlap(boxes.Slice(candidate * 4, 4), width, height, regions[region]);
                if (overlap > 0 && overlap >= minimumIntersectionOverUnion)
                {
                    pairs.Add((overlap, region, candidate));
                }
            }
        }

        return AssignBestFirst(pairs, regions.Length, boxes.Length / 4);
    }

    private static ImmutableArray<int> AssignBestFirst(List<(double Overlap, int Region, int Candidate)> pairs, int regions, int candidates)
    {
        var assigned = new int[regions];
        Array.Fill(assigned, -1);
        var taken = new bool[candidates];
        foreach (var (_, region, candidate) in pairs.OrderByDescending(p => p.Overlap).ThenBy(p => p.Region).ThenBy(p => p.Candidate))
        {
            if (assigned[region] < 0 && !taken[candidate])
            {
                assigned[region] = candidate;
                taken[candidate] = true;
            }
        }

        return [.. assigned];
    }

    private static double Overlap(ReadOnlySpan<float> box, int width, int height, RegionLabel region)
    {
        double left = box[0] * (double)width, top = box[1] * (double)height, right = box[2] * (double)width, bottom = box[3] * (double)height;
        var common = Math.Max(0, Math.Min(right, region.Box.Right) - Math.Max(left, region.Box.Left))
            * Math.Max(0, Math.Min(bottom, region.Box.Bottom) - Math.Max(top, region.Box.Top));
        var union = (Math.Max(0, right - left) * Math.Max(0, bottom - top)) + region.Box.Area - common;
        return union > 0 ? common / union : 0;
    }
}
