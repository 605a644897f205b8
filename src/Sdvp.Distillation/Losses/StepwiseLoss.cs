using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Losses;

/// <summary>
/// The loss of a module on the labels of its steps. Pure functions, differentiable in their first argument.
/// The formulas are a reconstruction after SDVP (arXiv 2309.09809), not copied from it.
/// </summary>
public static class StepwiseLoss
{
    /// <summary>What <see cref="Answers"/> computes, to be printed.</summary>
    public const string AnswersFormula = "Σ_b w_b · (−Σ_v t_bv · log softmax(z_b)_v) / Σ_b w_b";

    /// <summary>What <see cref="Regions"/> computes, to be printed.</summary>
    public const string RegionsFormula = "Σ_bn w_bn · (−t_bn · log σ(s_bn) − (1 − t_bn) · log σ(−s_bn)) / Σ_bn w_bn";

    /// <summary>Weighted cross-entropy with soft targets: <c>Σ_b w_b · (−Σ_v t_bv · log softmax(z_b)_v) / Σ_b w_b</c>.</summary>
    /// <param name="logits">z: unnormalised log-probabilities, <c>[batch, answers]</c>.</param>
    /// <param name="targets">t: target distributions, <c>[batch, answers]</c>, each row summing to 1.</param>
    /// <param name="weights">w: weights of the rows, <c>[batch]</c>, not negative. Where all are 0, the loss is 0.</param>
    /// <returns>A scalar, in the caller's dispose scope.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public static Tensor Answers(Tensor logits, Tensor targets, Tensor weights)
    {
        TensorShapes.RequireMatrix(logits, nameof(logits));
        TensorShapes.RequireSame(logits, targets, nameof(targets));
        TensorShapes.RequireVector(logits, weights, nameof(weights));
        using var scope = NewDisposeScope();
        var perStep = -(targets * nn.functional.log_softmax(logits, 1)).sum(1);
        return Normalise((perStep * weights).sum(), weights).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Weighted binary cross-entropy of candidates that are independent Bernoulli variables:
    /// <c>Σ_bn w_bn · (−t_bn · log σ(s_bn) − (1 − t_bn) · log σ(−s_bn)) / Σ_bn w_bn</c>.
    /// </summary>
    /// <param name="scores">s: logits, <c>[batch, candidates]</c>.</param>
    /// <param name="targets">t: target probabilities in [0, 1], <c>[batch, candidates]</c>.</param>
    /// <param name="weights">
    /// w: weights, <c>[batch, candidates]</c>, not negative; 0 for candidates that no label was assigned to. Where all are 0, the loss is 0.
    /// </param>
    /// <returns>A scalar, in the caller's dispose scope.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public static Tensor Regions(Tensor scores, Tensor targets, Tensor weights)
    {
        TensorShapes.RequireMatrix(scores, nameof(scores));
        TensorShapes.RequireSame(scores, targets, nameof(targets));
        TensorShapes.RequireSame(scores, weights, nameof(weights));
        using var scope = NewDisposeScope();
        var sum = nn.functional.binary_cross_entropy_with_logits(scores, targets, weights, nn.Reduction.Sum);
        return Normalise(sum, weights).MoveToOuterDisposeScope();
    }

    private static Tensor Normalise(Tensor weightedSum, Tensor weights) => weightedSum / weights.sum().AtLeast(1e-12);
}
