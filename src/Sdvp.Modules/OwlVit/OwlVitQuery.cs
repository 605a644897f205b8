namespace Sdvp.Modules.OwlVit;

/// <summary>Chooses the place of an example image that stands for what it shows, after OWL-ViT's reference implementation.</summary>
internal static class OwlVitQuery
{
    /// <summary>Boxes at least this fraction as good as the best one are candidates.</summary>
    private const float NearlyBest = 0.8f;

    /// <summary>
    /// Of the places whose boxes nearly cover the whole image, the one that is least like the average place: that is background.
    /// </summary>
    /// <param name="boxes">Corners as fractions of the example, <c>places × 4</c>.</param>
    /// <param name="likeness">Each place's scalar product with the mean of all places.</param>
    /// <returns>The place.</returns>
    public static int Choose(ReadOnlySpan<BoxCorners> boxes, ReadOnlySpan<float> likeness)
    {
        var whole = new BoxCorners(0, 0, 1, 1);
        var overlaps = new float[boxes.Length];
        for (var i = 0; i < boxes.Length; i++)
        {
            overlaps[i] = whole.IntersectionOverUnion(boxes[i]);
        }

        if (!overlaps.AsSpan().ContainsAnyExcept(0f))
        {
            for (var i = 0; i < boxes.Length; i++)
            {
                overlaps[i] = whole.GeneralizedIntersectionOverUnion(boxes[i]);
            }
        }

        var least = overlaps.Max() * NearlyBest;
        var best = -1;
        for (var i = 0; i < boxes.Length; i++)
        {
            if (overlaps[i] >= least && (best < 0 || likeness[i] < likeness[best]))
            {
                best = i;
            }
        }

        // With a negative best overlap nothing reaches its own fraction; the reference gives up there.
        return best >= 0 ? best : Array.IndexOf(overlaps, overlaps.Max());
    }
}
