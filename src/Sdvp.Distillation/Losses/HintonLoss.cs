using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Losses;

/// <summary>
/// Knowledge distillation after Hinton and others (2015), as torchdistill's <c>KDLoss</c> computes it: cross-entropy on labels and the
/// divergence from the teacher. A pure function, differentiable in the student only.
/// </summary>
public static class HintonLoss
{
    /// <summary>What <see cref="Compute"/> computes, to be printed.</summary>
    public const string Formula = "α · CE(z, y) + β · T² · KL(softmax(z⁰ / T) ‖ softmax(z / T))";

    /// <summary>Computes the loss. As in torchdistill, without labels or with α = 0 it is the divergence alone: without β, and without T².</summary>
    /// <param name="student">z: logits, <c>[batch, classes]</c>.</param>
    /// <param name="teacher">z⁰: logits, <c>[batch, classes]</c>; no gradient flows into them.</param>
    /// <param name="labels">y: class indices, <c>[batch]</c> of 64-bit integers. Default: none.</param>
    /// <param name="temperature">T, greater than 0. Default: 2.</param>
    /// <param name="alpha">α: weight of the labels. Default: 0.5.</param>
    /// <param name="beta">β: weight of the teacher. Default: 1 − α.</param>
    /// <param name="reduction"><see cref="LossReduction.BatchMean"/>, or <see cref="LossReduction.Sum"/> for both parts. Default: the former.</param>
    /// <returns>A scalar, in the caller's dispose scope.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit each other, the temperature is out of range, or there is no such reduction.</exception>
    public static Tensor Compute(
        Tensor student,
        Tensor teacher,
        Tensor? labels,
        double temperature = 2,
        double alpha = 0.5,
        double? beta = null,
        LossReduction reduction = LossReduction.BatchMean)
    {
        if (reduction is not (LossReduction.BatchMean or LossReduction.Sum))
        {
            throw new ArgumentOutOfRangeException(nameof(reduction), reduction, "Expected is the mean over the batch or the sum.");
        }

        using var scope = NewDisposeScope();
        var divergence = KullbackLeiblerLoss.Forward(student, teacher, temperature, reduction);
        if (labels is null || alpha == 0)
        {
            return divergence.MoveToOuterDisposeScope();
        }

        TensorShapes.RequireVector(student, labels, nameof(labels));
        var hard = nn.functional.cross_entropy(student, labels, reduction: reduction == LossReduction.Sum ? nn.Reduction.Sum : nn.Reduction.Mean);
        return hard.Times(alpha).Plus(divergence.Times((beta ?? (1 - alpha)) * temperature * temperature)).MoveToOuterDisposeScope();
    }
}
