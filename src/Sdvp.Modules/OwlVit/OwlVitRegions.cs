using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Modules.OwlVit;

/// <summary>Makes a step's result of candidates.</summary>
internal static class OwlVitRegions
{
    /// <summary>Selects regions.</summary>
    /// <param name="scores">Scores in [0, 1], one for each candidate.</param>
    /// <param name="boxes">Corners as fractions of the image.</param>
    /// <param name="width">Columns of the image.</param>
    /// <param name="height">Rows of the image.</param>
    /// <param name="text">What was looked for; the regions' label.</param>
    /// <param name="options">Thresholds.</param>
    /// <returns>The regions above the threshold, and all proposals, both best first.</returns>
    public static ModuleResult Select(
        ReadOnlySpan<float> scores, ReadOnlySpan<BoxCorners> boxes, int width, int height, string text, OwlVitLocOptions options)
    {
        // Candidates are compared in the network's precision, as the reference does: 0.1 is not above 0.1.
        var (threshold, least) = ((float)options.ScoreThreshold, (float)Math.Min(options.ScoreThreshold, options.ProposalThreshold));
        var candidates = new List<Region>();
        for (var i = 0; i < scores.Length; i++)
        {
            if ((scores[i] >= least || scores[i] > threshold) && ToPixels(boxes[i], width, height, options.ReachesBorder) is { IsEmpty: false } box)
            {
                candidates.Add(new Region(box, scores[i], text));
            }
        }

        var selected = NonMaximumSuppression.Select(candidates, options.SuppressionOverlap);
        var found = selected.Where(r => (float)r.Score > threshold).ToImmutableArray();
        ImmutableArray<Region> proposals = [.. selected.Where(r => r.Score >= options.ProposalThreshold || (float)r.Score > threshold).Take(found.Length + options.MaxProposals)];
        return ModuleResult.FromValue(new RegionsValue(found)) with { Proposals = proposals };
    }

    /// <summary>Fractions of a pixel are cut off, as VisProg does; what lies outside of the image too.</summary>
    private static PixelBox ToPixels(BoxCorners fractions, int width, int height, bool reachesBorder)
    {
        var box = fractions.Scale(width, height);
        var rest = reachesBorder ? 0 : 1;
        return new PixelBox(
            Math.Max((int)box.Left, 0), Math.Max((int)box.Top, 0), Math.Min((int)box.Right, width - rest), Math.Min((int)box.Bottom, height - rest));
    }
}
