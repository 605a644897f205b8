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

    /// <summary>What <see cref="IndependentAnswers"/> computes, to be printed.</summary>
    public const string IndependentAnswersFormula = "Σ_b w_b · Σ_v u_bv · (−t_bv · log σ(z_bv) − (1 − t_bv) · log σ(−z_bv)) / Σ_b w_b";

    /// <summary>What <see cref="Tokens"/> computes, to be printed.</summary>
    public const string TokensFormula = "Σ_b w_b · Σ_a t_ba · (−Σ_i log softmax(z_bai)_(y_bai)) / Σ_b w_b";

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

    /// <summary>
    /// Weighted binary cross-entropy of answers each of which is right or wrong for itself:
    /// <c>Σ_b w_b · Σ_v u_bv · (−t_bv · log σ(z_bv) − (1 − t_bv) · log σ(−z_bv)) / Σ_b w_b</c>. With all weights 1 this is the loss that ViLT was trained with.
    /// </summary>
    /// <param name="logits">z: logits, <c>[batch, answers]</c>.</param>
    /// <param name="targets">t: target probabilities in [0, 1], <c>[batch, answers]</c>.</param>
    /// <param name="certainties">u: how much is known of each answer, in [0, 1], <c>[batch, answers]</c>; 0 for nothing.</param>
    /// <param name="weights">w: weights of the rows, <c>[batch]</c>, not negative. Where all are 0, the loss is 0.</param>
    /// <returns>A scalar, in the caller's dispose scope.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public static Tensor IndependentAnswers(Tensor logits, Tensor targets, Tensor certainties, Tensor weights)
    {
        TensorShapes.RequireMatrix(logits, nameof(logits));
        TensorShapes.RequireSame(logits, targets, nameof(targets));
        TensorShapes.RequireSame(logits, certainties, nameof(certainties));
        TensorShapes.RequireVector(logits, weights, nameof(weights));
        using var scope = NewDisposeScope();
        var perStep = nn.functional.binary_cross_entropy_with_logits(logits, targets, certainties, nn.Reduction.None).sum(1);
        return Normalise((perStep * weights).sum(), weights).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Weighted cross-entropy of answers that are written token by token: the log-probability of an answer is the sum of those of its tokens, each given the true ones before it.
    /// A label with several acceptable answers is a distribution t over them: <c>Σ_b w_b · Σ_a t_ba · (−Σ_i log softmax(z_bai)_(y_bai)) / Σ_b w_b</c>.
    /// </summary>
    /// <param name="logits">z: unnormalised log-probabilities of tokens, <c>[sequences, places, vocabulary]</c>.</param>
    /// <param name="targets">y: the tokens, <c>[sequences, places]</c>, Int64.</param>
    /// <param name="mask">1 where a token stands, else 0, <c>[sequences, places]</c>.</param>
    /// <param name="weights">w · t: weights of the sequences, <c>[sequences]</c>, not negative. Where all are 0, the loss is 0.</param>
    /// <returns>A scalar, in the caller's dispose scope.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public static Tensor Tokens(Tensor logits, Tensor targets, Tensor mask, Tensor weights)
    {
        TensorShapes.RequireTokens(logits, targets, mask);
        TensorShapes.RequireVector(mask, weights, nameof(weights));
        using var scope = NewDisposeScope();
        var own = nn.functional.log_softmax(logits, 2).gather(2, targets.unsqueeze(2)).squeeze(2);
        var perSequence = -(own * mask).sum(1);
        return Normalise((perSequence * weights).sum(), weights).MoveToOuterDisposeScope();
    }

    private static Tensor Normalise(Tensor weightedSum, Tensor weights) => weightedSum / weights.sum().AtLeast(1e-12);
}
