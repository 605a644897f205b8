using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Losses;

/// <summary>
/// The distillation term of Learning without Forgetting (Li and Hoiem, 2016) in the forms of two libraries, for comparison with their numbers; training here
/// uses <see cref="SelfDistillationLoss"/>. Pure functions, differentiable in the student only.
/// </summary>
public static class LearningWithoutForgettingLoss
{
    /// <summary>As Avalanche computes it: <c>mean_b KL(softmax(z⁰/T) ‖ softmax(z/T))</c>, no factor T².</summary>
    /// <param name="student">z: logits, <c>[batch, classes]</c>: those of the classes of earlier tasks.</param>
    /// <param name="snapshot">z⁰: logits of the network before the task, <c>[batch, classes]</c>.</param>
    /// <param name="temperature">T, greater than 0. Default: 2.</param>
    /// <returns>A scalar, in the caller's dispose scope.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or the temperature is out of range.</exception>
    public static Tensor Avalanche(Tensor student, Tensor snapshot, double temperature = 2) => KullbackLeiblerLoss.Forward(student, snapshot, temperature);

    /// <summary>
    /// As Mammoth computes it: <c>mean_b −Σ_v s(softmax(z⁰))_v · log s(softmax(z))_v</c> with <c>s(p) = p^(1/T) / Σ p^(1/T)</c>, a cross-entropy that does not reach
    /// 0. Mammoth adds it with the weight 0.5 by default. <c>s(softmax(z))</c> is <c>softmax(z/T)</c>, and is computed so.
    /// </summary>
    /// <param name="student">z: logits, <c>[batch, classes]</c>.</param>
    /// <param name="snapshot">z⁰: logits of the network before the task, <c>[batch, classes]</c>.</param>
    /// <param name="temperature">T, greater than 0. Default: 2.</param>
    /// <returns>A scalar, in the caller's dispose scope.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or the temperature is out of range.</exception>
    public static Tensor Mammoth(Tensor student, Tensor snapshot, double temperature = 2)
    {
        TensorShapes.RequireMatrix(student, nameof(student));
        TensorShapes.RequireSame(student, snapshot, nameof(snapshot));
        Temperature.Require(temperature);
        using var scope = NewDisposeScope();
        var targets = nn.functional.softmax(snapshot.detach().Times(1 / temperature), 1);
        return SoftCrossEntropyLoss.Compute(student, targets, temperature).MoveToOuterDisposeScope();
    }
}
