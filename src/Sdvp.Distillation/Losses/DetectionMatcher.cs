namespace Sdvp.Distillation.Losses;

/// <summary>Assigns each object to the candidate that is cheapest to make it, all of them together, as in DETR. A pure function.</summary>
public static class DetectionMatcher
{
    private const double Tiny = 1e-8;

    /// <summary>Assigns objects to candidates.</summary>
    /// <param name="scores">Logits of the candidates.</param>
    /// <param name="boxes">Their boxes, flat, <c>candidates × 4</c>: left, top, right, bottom as fractions.</param>
    /// <param name="objects">The objects.</param>
    /// <param name="options">The costs.</param>
    /// <returns>The candidate of each object; −1 for objects beyond the number of candidates, in the order given.</returns>
    /// <exception cref="ArgumentException">There are not four numbers for each score, or one is not finite.</exception>
    public static int[] Assign(ReadOnlySpan<float> scores, ReadOnlySpan<float> boxes, ReadOnlySpan<DetectionTarget> objects, DetectionLossOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (boxes.Length != 4 * scores.Length)
        {
            throw new ArgumentException($"{boxes.Length} numbers were given for {scores.Length} candidates; expected are four for each.", nameof(boxes));
        }

        var matched = Math.Min(objects.Length, scores.Length);
        var costs = new double[matched, scores.Length];
        for (var candidate = 0; candidate < scores.Length; candidate++)
        {
            var positive = ScoreCost(scores[candidate], options.FocalBalance) * options.ScoreWeight;
            for (var row = 0; row < matched; row++)
            {
                var box = boxes.Slice(4 * candidate, 4);
                costs[row, candidate] = positive + (Distance(box, objects[row]) * options.DistanceWeight) - (Overlap(box, objects[row]) * options.OverlapWeight);
            }
        }

        var assigned = new int[objects.Length];
        Array.Fill(assigned, -1);
        HungarianAssignment.Solve(costs).CopyTo(assigned, 0);
        return assigned;
    }

    /// <summary>What the focal loss gains where the candidate is called positive instead of negative.</summary>
    private static double ScoreCost(double logit, double balance)
    {
        var p = 1 / (1 + Math.Exp(-logit));
        var positive = balance * (1 - p) * (1 - p) * -Math.Log(p + Tiny);
        var negative = (1 - balance) * p * p * -Math.Log(1 - p + Tiny);
        return positive - negative;
    }

    private static double Distance(ReadOnlySpan<float> box, DetectionTarget target) =>
        Math.Abs(((box[0] + box[2]) - (target.Left + target.Right)) / 2)
        + Math.Abs(((box[1] + box[3]) - (target.Top + target.Bottom)) / 2)
        + Math.Abs((box[2] - box[0]) - (target.Right - target.Left))
        + Math.Abs((box[3] - box[1]) - (target.Bottom - target.Top));

    private static double Overlap(ReadOnlySpan<float> box, DetectionTarget target)
    {
        double width = Math.Max(0, box[2] - box[0]), height = Math.Max(0, box[3] - box[1]);
        double targetWidth = target.Right - target.Left, targetHeight = target.Bottom - target.Top;
        var common = Math.Max(0, Math.Min(box[2], target.Right) - Math.Max(box[0], target.Left))
            * Math.Max(0, Math.Min(box[3], target.Bottom) - Math.Max(box[1], target.Top));
        var union = (width * height) + (targetWidth * targetHeight) - common;
        var hull = (Math.Max(box[2], target.Right) - Math.Min(box[0], target.Left)) * (Math.Max(box[3], target.Bottom) - Math.Min(box[1], target.Top));
        return (common / Math.Max(union, Tiny)) - ((hull - union) / Math.Max(hull, Tiny));
    }
}
