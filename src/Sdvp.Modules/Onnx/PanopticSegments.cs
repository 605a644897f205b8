namespace Sdvp.Modules.Onnx;

/// <summary>Makes segments of the logits of queries, as Hugging Face does for MaskFormer with its defaults (nothing is fused).</summary>
/// <remarks>Source: transformers, <c>post_process_panoptic_segmentation</c>.</remarks>
internal static class PanopticSegments
{
    public static IReadOnlyList<PanopticSegment> Find(OnnxTensor classes, OnnxTensor masks, OnnxSegmentationOptions options)
    {
        Check(classes, masks, options.Labels.Length);
        var (height, width) = (masks.Dimensions[1], masks.Dimensions[2]);
        var kept = Keep(classes, masks, options);
        var owners = Owners(kept, width * height);
        var segments = new List<PanopticSegment>();
        for (var k = 0; k < kept.Count; k++)
        {
            if (Mask(k, kept[k], owners, options) is { } mask)
            {
                segments.Add(new PanopticSegment(segments.Count + 1, kept[k].Class, kept[k].Score, mask, width, height));
            }
        }

        return segments;
    }

    private static void Check(OnnxTensor classes, OnnxTensor masks, int labels)
    {
        if (classes.Dimensions[0] != masks.Dimensions[0] || classes.Dimensions[1] != labels + 1)
        {
            throw new InvalidOperationException(
                $"The network gives class logits for {classes.Dimensions[0]} queries and {classes.Dimensions[1]} classes, and masks for {masks.Dimensions[0]} queries; "
                + $"with {labels} labels expected are {labels + 1} classes, the last for no object, and as many masks as queries.");
        }
    }

    private static List<(int Class, double Score, float[] Probabilities)> Keep(OnnxTensor classes, OnnxTensor masks, OnnxSegmentationOptions options)
    {
        var kept = new List<(int, double, float[])>();
        var (count, size) = (classes.Dimensions[1], masks.Dimensions[1] * masks.Dimensions[2]);
        for (var query = 0; query < classes.Dimensions[0]; query++)
        {
            var logits = classes.Values.AsSpan(query * count, count);
            var best = IndexOfMax(logits);
            var score = Softmax(logits, best);
            if (best == count - 1 || !(score > options.ScoreThreshold))
            {
                continue;
            }

            var probabilities = new float[size];
            for (var i = 0; i < size; i++)
            {
                probabilities[i] = (float)(score / (1 + Math.Exp(-masks.Values[(query * size) + i])));
            }

            kept.Add((best, score, probabilities));
        }

        return kept;
    }

    /// <summary>For each pixel the query that wants it most; the first of equals.</summary>
    private static int[] Owners(List<(int Class, double Score, float[] Probabilities)> kept, int size)
    {
        var owners = new int[size];
        for (var i = 0; i < size; i++)
        {
            for (var k = 1; k < kept.Count; k++)
            {
                if (kept[k].Probabilities[i] > kept[owners[i]].Probabilities[i])
                {
                    owners[i] = k;
                }
            }
        }

        return owners;
    }

    private static float[]? Mask(int k, (int Class, double Score, float[] Probabilities) query, int[] owners, OnnxSegmentationOptions options)
    {
        var mask = new float[owners.Length];
        var (area, wanted) = (0, 0);
        for (var i = 0; i < owners.Length; i++)
        {
            wanted += query.Probabilities[i] >= options.MaskThreshold ? 1 : 0;
            if (owners[i] == k)
            {
                mask[i] = 1;
                area++;
            }
        }

        return area > 0 && wanted > 0 && (double)area / wanted > options.OverlapThreshold ? mask : null;
    }

    private static int IndexOfMax(ReadOnlySpan<float> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            best = values[i] > values[best] ? i : best;
        }

        return best;
    }

    private static double Softmax(ReadOnlySpan<float> logits, int index)
    {
        var sum = 0.0;
        foreach (var logit in logits)
        {
            sum += Math.Exp(logit - logits[index]);
        }

        return 1 / sum;
    }
}
