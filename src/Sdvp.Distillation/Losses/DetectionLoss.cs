using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Losses;

/// <summary>
/// The loss of a detector whose objects are all known: each object is assigned to one candidate (<see cref="DetectionMatcher"/>), whose score and box learn from it; the scores of
/// all other candidates learn that nothing is there. After DETR, with the focal loss of detectors whose classes are independent. Pure functions, differentiable in scores
/// and boxes; the assignment is taken as given.
/// </summary>
public static class DetectionLoss
{
    /// <summary>What <see cref="Objects"/> computes, to be printed.</summary>
    public const string Formula =
        "(λ_s · Σ_bn w_b · α_bn · |t_bn − σ(s_bn)|² · BCE(s_bn, t_bn) + Σ_matched w · (λ_d · ‖c − c*‖₁ + λ_o · (1 − GIoU))) / max(1, objects)";

    /// <summary>
    /// <c>(λ_s · Σ_bn w_b · α_bn · |t_bn − σ(s_bn)|² · BCE(s_bn, t_bn) + Σ_matched w · (λ_d · ‖c − c*‖₁ + λ_o · (1 − GIoU))) / max(1, objects)</c>
    /// with <c>α_bn = α · t_bn + (1 − α) · (1 − t_bn)</c>: for targets 0 and 1 the focal loss (Lin et al. 2017, γ = 2), for those between its continuation
    /// (Li et al. 2020).
    /// </summary>
    /// <param name="scores">s: logits, <c>[batch, candidates]</c>.</param>
    /// <param name="boxes">Left, top, right, bottom as fractions, <c>[batch, candidates, 4]</c>.</param>
    /// <param name="objects">The objects of each row.</param>
    /// <param name="weights">w_b: weight of each row; an object's weight in its row is multiplied by it.</param>
    /// <param name="options">The weights of the terms; null for the defaults.</param>
    /// <returns>A scalar, in the caller's dispose scope.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public static Tensor Objects(
        Tensor scores, Tensor boxes, IReadOnlyList<DetectionTarget[]> objects, IReadOnlyList<float> weights, DetectionLossOptions? options = null)
    {
        TensorShapes.RequireMatrix(scores, nameof(scores));
        ArgumentNullException.ThrowIfNull(boxes);
        ArgumentNullException.ThrowIfNull(objects);
        ArgumentNullException.ThrowIfNull(weights);
        if (!boxes.shape.AsSpan().SequenceEqual([scores.shape[0], scores.shape[1], 4]) || objects.Count != scores.shape[0] || weights.Count != objects.Count)
        {
            throw new ArgumentException(
                $"Scores [{string.Join(", ", scores.shape)}], boxes [{string.Join(", ", boxes.shape)}], {objects.Count} rows of objects and {weights.Count} weights do not fit each other.",
                nameof(boxes));
        }

        options ??= new DetectionLossOptions();
        using var scope = NewDisposeScope();
        var matches = Match(scores, boxes, objects, options);
        var loss = Scores(scores, objects, weights, matches, options).Times(options.ScoreWeight);
        if (matches.Count > 0)
        {
            loss = loss.Plus(Boxes(boxes, objects, weights, matches, options));
        }

        return loss.Times(1.0 / Math.Max(1, objects.Sum(row => row.Length))).MoveToOuterDisposeScope();
    }

    private static List<(int Row, int Candidate, int Object)> Match(Tensor scores, Tensor boxes, IReadOnlyList<DetectionTarget[]> objects, DetectionLossOptions options)
    {
        var candidates = (int)scores.shape[1];
        var allScores = Numbers(scores);
        var allBoxes = Numbers(boxes);
        var matches = new List<(int Row, int Candidate, int Object)>();
        for (var row = 0; row < objects.Count; row++)
        {
            var assigned = DetectionMatcher.Assign(
                allScores.AsSpan(row * candidates, candidates), allBoxes.AsSpan(row * candidates * 4, candidates * 4), objects[row], options);
            matches.AddRange(assigned.Select((candidate, i) => (row, candidate, i)).Where(m => m.candidate >= 0));
        }

        return matches;
    }

    private static float[] Numbers(Tensor tensor) => tensor.detach().to_type(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();

    private static Tensor Scores(
        Tensor scores,
        IReadOnlyList<DetectionTarget[]> objects,
        IReadOnlyList<float> weights,
        List<(int Row, int Candidate, int Object)> matches,
        DetectionLossOptions options)
    {
        var candidates = (int)scores.shape[1];
        var wanted = new float[objects.Count * candidates];
        var balance = new float[wanted.Length];
        for (var i = 0; i < wanted.Length; i++)
        {
            balance[i] = (float)(1 - options.FocalBalance) * weights[i / candidates];
        }

        foreach (var (row, candidate, index) in matches)
        {
            var target = objects[row][index];
            var place = (row * candidates) + candidate;
            wanted[place] = target.Probability;
            balance[place] = (float)((options.FocalBalance * target.Probability) + ((1 - options.FocalBalance) * (1 - target.Probability))) * weights[row] * target.Weight;
        }

        var targets = tensor(wanted, scores.shape, dtype: scores.dtype, device: scores.device);
        var factors = tensor(balance, scores.shape, dtype: scores.dtype, device: scores.device);
        var entropy = nn.functional.binary_cross_entropy_with_logits(scores, targets, reduction: nn.Reduction.None);
        return (factors * targets.Minus(scores.sigmoid()).square() * entropy).sum();
    }

    private static Tensor Boxes(
        Tensor boxes,
        IReadOnlyList<DetectionTarget[]> objects,
        IReadOnlyList<float> weights,
        List<(int Row, int Candidate, int Object)> matches,
        DetectionLossOptions options)
    {
        var candidates = boxes.shape[1];
        DetectionTarget[] targets = [.. matches.Select(m => objects[m.Row][m.Object])];
        var places = tensor([.. matches.Select(m => (m.Row * candidates) + m.Candidate)], device: boxes.device);
        var found = boxes.view(-1, 4).index_select(0, places);
        var wanted = tensor([.. targets.SelectMany(t => new[] { t.Left, t.Top, t.Right, t.Bottom })], [matches.Count, 4], dtype: boxes.dtype, device: boxes.device);
        var factors = tensor([.. matches.Select((m, i) => weights[m.Row] * targets[i].Weight)], dtype: boxes.dtype, device: boxes.device);
        var distance = Centres(found).Minus(Centres(wanted)).abs().sum(1).Times(options.DistanceWeight);
        var apart = BoxOverlap.Generalized(found, wanted).neg().Plus(1).Times(options.OverlapWeight);
        return (factors * distance.Plus(apart)).sum();
    }

    private static Tensor Centres(Tensor corners)
    {
        var parts = corners.chunk(2, 1);
        return cat([parts[0].Plus(parts[1]).Times(0.5), parts[1].Minus(parts[0])], 1);
    }
}
