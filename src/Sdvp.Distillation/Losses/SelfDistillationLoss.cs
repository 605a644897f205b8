using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Losses;

/// <summary>
/// How far a student has moved from its frozen snapshot: the temperature-softened Kullback-Leibler divergence from the snapshot
/// to the student, after SDVP's sequential self-distillation (a reconstruction) and Learning without Forgetting.
/// <para>
/// Convention: the divergence is multiplied by T². Softening by T shrinks the gradients of the logits by about 1/T², so with the
/// factor a weight λ means the same at every temperature (Hinton et al. 2015).
/// </para>
/// Pure functions, differentiable in the student only. A student equal to its snapshot has loss 0 and gradient 0.
/// </summary>
public static class SelfDistillationLoss
{
    /// <summary>What <see cref="Answers"/> computes, to be printed.</summary>
    public const string AnswersFormula = "T² · mean_b KL(softmax(z⁰_b / T) ‖ softmax(z_b / T))";

    /// <summary>What <see cref="Regions"/> computes, to be printed.</summary>
    public const string RegionsFormula = "T² · mean_bn KL(Bernoulli(σ(s⁰_bn / T)) ‖ Bernoulli(σ(s_bn / T)))";

    /// <summary>What <see cref="IndependentAnswers"/> computes, to be printed.</summary>
    public const string IndependentAnswersFormula = "T² · mean_b Σ_v KL(Bernoulli(σ(z⁰_bv / T)) ‖ Bernoulli(σ(z_bv / T)))";

    /// <summary>What <see cref="Tokens"/> computes, to be printed.</summary>
    public const string TokensFormula = "T² · Σ_s v_s · Σ_i KL(softmax(z⁰_si / T) ‖ softmax(z_si / T)) / Σ_s v_s";

    /// <summary>Divergence of answer distributions: <c>T² · mean_b KL(softmax(z⁰_b / T) ‖ softmax(z_b / T))</c>.</summary>
    /// <param name="student">z: logits, <c>[batch, answers]</c>.</param>
    /// <param name="snapshot">z⁰: logits of the snapshot, <c>[batch, answers]</c>; no gradient flows into it.</param>
    /// <param name="temperature">T, greater than 0.</param>
    /// <returns>A scalar, in the caller's dispose scope.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or the temperature is out of range.</exception>
    public static Tensor Answers(Tensor student, Tensor snapshot, double temperature)
    {
        Check(student, snapshot, temperature);
        using var scope = NewDisposeScope();
        var logQ = nn.functional.log_softmax(snapshot.detach().Times(1 / temperature), 1);
        var logP = nn.functional.log_softmax(student.Times(1 / temperature), 1);
        var divergence = (logQ.exp() * logQ.Minus(logP)).sum(1).mean();
        return divergence.Times(temperature * temperature).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Divergence of candidates that are independent Bernoulli variables, as a mean over all candidates:
    /// <c>T² · mean_bn KL(Bernoulli(σ(s⁰_bn / T)) ‖ Bernoulli(σ(s_bn / T)))</c>.
    /// </summary>
    /// <param name="student">s: logits, <c>[batch, candidates]</c>.</param>
    /// <param name="snapshot">s⁰: logits of the snapshot, <c>[batch, candidates]</c>; no gradient flows into it.</param>
    /// <param name="temperature">T, greater than 0.</param>
    /// <returns>A scalar, in the caller's dispose scope.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or the temperature is out of range.</exception>
    public static Tensor Regions(Tensor student, Tensor snapshot, double temperature)
    {
        Check(student, snapshot, temperature);
        using var scope = NewDisposeScope();
        return Bernoulli(student, snapshot, temperature).mean().Times(temperature * temperature).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Divergence of answers each of which is right or wrong for itself, summed over the answers as <see cref="StepwiseLoss.IndependentAnswers"/> sums them:
    /// <c>T² · mean_b Σ_v KL(Bernoulli(σ(z⁰_bv / T)) ‖ Bernoulli(σ(z_bv / T)))</c>.
    /// </summary>
    /// <param name="student">z: logits, <c>[batch, answers]</c>.</param>
    /// <param name="snapshot">z⁰: logits of the snapshot, <c>[batch, answers]</c>; no gradient flows into it.</param>
    /// <param name="temperature">T, greater than 0.</param>
    /// <returns>A scalar, in the caller's dispose scope.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or the temperature is out of range.</exception>
    public static Tensor IndependentAnswers(Tensor student, Tensor snapshot, double temperature)
    {
        Check(student, snapshot, temperature);
        using var scope = NewDisposeScope();
        return Bernoulli(student, snapshot, temperature).sum(1).mean().Times(temperature * temperature).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Divergence of next-token distributions along sequences, summed over the tokens of a sequence as <see cref="StepwiseLoss.Tokens"/> sums them:
    /// <c>T² · Σ_s v_s · Σ_i KL(softmax(z⁰_si / T) ‖ softmax(z_si / T)) / Σ_s v_s</c>.
    /// </summary>
    /// <param name="student">z: unnormalised log-probabilities of tokens, <c>[sequences, places, vocabulary]</c>.</param>
    /// <param name="snapshot">z⁰: those of the snapshot, of the same shape; no gradient flows into it.</param>
    /// <param name="mask">1 where a token stands, else 0, <c>[sequences, places]</c>.</param>
    /// <param name="shares">v: shares of the sequences, <c>[sequences]</c>, not negative: those of one input sum to 1. Where all are 0, the loss is 0.</param>
    /// <param name="temperature">T, greater than 0.</param>
    /// <returns>A scalar, in the caller's dispose scope.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit each other, or the temperature is out of range.</exception>
    public static Tensor Tokens(Tensor student, Tensor snapshot, Tensor mask, Tensor shares, double temperature)
    {
        TensorShapes.RequireTokens(student, mask, mask);
        TensorShapes.RequireSame(student, snapshot, nameof(snapshot));
        TensorShapes.RequireVector(mask, shares, nameof(shares));
        CheckTemperature(temperature);
        using var scope = NewDisposeScope();
        var logQ = nn.functional.log_softmax(snapshot.detach().Times(1 / temperature), 2);
        var logP = nn.functional.log_softmax(student.Times(1 / temperature), 2);
        var perSequence = ((logQ.exp() * logQ.Minus(logP)).sum(2) * mask).sum(1);
        return ((perSequence * shares).sum() / shares.sum().AtLeast(1e-12)).Times(temperature * temperature).MoveToOuterDisposeScope();
    }

    /// <summary>The divergence of every pair of softened Bernoulli variables.</summary>
    private static Tensor Bernoulli(Tensor student, Tensor snapshot, double temperature)
    {
        var s0 = snapshot.detach().Times(1 / temperature);
        var s = student.Times(1 / temperature);
        var yes = s0.sigmoid() * nn.functional.logsigmoid(s0).Minus(nn.functional.logsigmoid(s));
        var no = (-s0).sigmoid() * nn.functional.logsigmoid(-s0).Minus(nn.functional.logsigmoid(-s));
        return yes.Plus(no);
    }

    private static void Check(Tensor student, Tensor snapshot, double temperature)
    {
        TensorShapes.RequireMatrix(student, nameof(student));
        TensorShapes.RequireSame(student, snapshot, nameof(snapshot));
        CheckTemperature(temperature);
    }

    private static void CheckTemperature(double temperature)
    {
        if (!(temperature > 0) || double.IsInfinity(temperature))
        {
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "A temperature is a finite number greater than 0; 2 is usual.");
        }
    }
}
