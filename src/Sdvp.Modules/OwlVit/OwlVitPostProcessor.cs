using static TorchSharp.torch;

namespace Sdvp.Modules.OwlVit;

/// <summary>Makes detections of OWL-ViT's outputs as Hugging Face's image processor does, in single precision like it.</summary>
internal static class OwlVitPostProcessor
{
    /// <summary>What is found for texts; nothing is suppressed.</summary>
    /// <param name="logits"><c>[n, places, queries]</c>.</param>
    /// <param name="boxes">Centre, width and height as fractions, <c>[n, places, 4]</c>.</param>
    /// <param name="threshold">Scores must be greater.</param>
    /// <param name="sizes">Width and height of each image; null for boxes as fractions.</param>
    /// <returns>For each image its detections, in the order of places.</returns>
    public static OwlVitDetection[][] Detect(Tensor logits, Tensor boxes, float threshold, IReadOnlyList<(int Width, int Height)>? sizes)
    {
        var all = Read(logits, boxes);
        return [.. all.Select((found, i) => found.Where(d => d.Score > threshold).Select(d => Resize(d, i, sizes)).ToArray())];
    }

    /// <summary>
    /// What is found for an example image: overlapping boxes are suppressed, scores below a threshold dropped, and the rest scaled so that
    /// the best one of an image is 1 and a tenth of it 0.
    /// </summary>
    /// <param name="logits"><c>[n, places, 1]</c>.</param>
    /// <param name="boxes">Centre, width and height as fractions, <c>[n, places, 4]</c>.</param>
    /// <param name="threshold">Least score before scaling.</param>
    /// <param name="overlap">Boxes whose intersection over union with a better one is greater are dropped; 1 or more for none.</param>
    /// <param name="sizes">Width and height of each image; null for boxes as fractions.</param>
    /// <returns>For each image its detections, in the order of places.</returns>
    public static OwlVitDetection[][] DetectLike(Tensor logits, Tensor boxes, float threshold, float overlap, IReadOnlyList<(int Width, int Height)>? sizes) =>
        [.. Read(logits, boxes).Select((found, i) => Scale(Suppress(found, overlap), threshold).Select(d => Resize(d, i, sizes)).ToArray())];

    /// <summary>The best query of each place, with its score.</summary>
    private static OwlVitDetection[][] Read(Tensor logits, Tensor boxes)
    {
        using var scope = NewDisposeScope();
        var (best, queries) = logits.detach().max(2);
        var scores = best.to_type(ScalarType.Float32).sigmoid().cpu().contiguous().data<float>().ToArray();
        var labels = queries.cpu().contiguous().data<long>().ToArray();
        var corners = OwlVitBoxes.ToCorners(boxes);
        var places = (int)logits.shape[1];
        return [.. Enumerable.Range(0, (int)logits.shape[0]).Select(i => Enumerable.Range(0, places)
            .Select(k => new OwlVitDetection(scores[(i * places) + k], (int)labels[(i * places) + k], corners[(i * places) + k], k)).ToArray())];
    }

    private static OwlVitDetection Resize(OwlVitDetection detection, int image, IReadOnlyList<(int Width, int Height)>? sizes) =>
        sizes is null ? detection : detection with { Box = detection.Box.Scale(sizes[image].Width, sizes[image].Height) };

    private static OwlVitDetection[] Suppress(OwlVitDetection[] found, float overlap)
    {
        var scores = found.Select(d => d.Score).ToArray();
        if (overlap < 1)
        {
            foreach (var place in Enumerable.Range(0, found.Length).OrderByDescending(i => found[i].Score))
            {
                for (var i = 0; scores[place] != 0 && i < found.Length; i++)
                {
                    if (i != place && found[place].Box.IntersectionOverUnion(found[i].Box) > overlap)
                    {
                        scores[i] = 0;
                    }
                }
            }
        }

        return [.. found.Select((d, i) => d with { Score = scores[i] })];
    }

    private static IEnumerable<OwlVitDetection> Scale(OwlVitDetection[] found, float threshold)
    {
        const float Tiny = 1e-6f;
        var kept = found.Select(d => d.Score < threshold ? d with { Score = 0 } : d).ToArray();
        var most = kept.Max(d => d.Score) + Tiny;
        return kept
            .Select(d => d with { Score = Math.Clamp((d.Score - (most * 0.1f)) / (most * 0.9f), 0, 1) })
            .Where(d => d.Score > 0);
    }
}
