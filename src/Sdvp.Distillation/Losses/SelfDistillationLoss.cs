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
        var s0 = snapshot.detach().Times(1 / temperature);
        var s = student.Times(1 / temperature);
        var yes = s0.sigmoid() * nn.functional.logsigmoid(s0).Minus(nn.functional.logsigmoid(s));
        var no = (-s0).sigmoid() * nn.functional.logsigmoid(-s0).Minus(nn.functional.logsigmoid(-s));
        return yes.Plus(no).mean().Times(temperature * temperature).MoveToOuterDisposeScope();
    }

    private static void Check(Tensor student, Tensor snapshot, double temperature)
    {
        TensorShapes.RequireMatrix(student, nameof(student));
        TensorShapes.RequireSame(student, snapshot, nameof(snapshot));
        if (!(temperature > 0) || double.IsInfinity(temperature))
        {
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "A temperature is a finite number greater than 0; 2 is usual.");
        }
    }
}
