using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Losses;

/// <summary>
/// Divergences between a teacher and a student at a temperature, as PyTorch's <c>kl_div</c> on <c>log_softmax</c>. Pure functions, differentiable in the
/// student only.
/// <para>Convention: the factor T² of Hinton and others (2015) is applied where it is asked for, and only there.</para>
/// </summary>
public static class KullbackLeiblerLoss
{
    /// <summary>KL(teacher ‖ student), which covers all that the teacher gives weight to.</summary>
    /// <param name="student">Logits, <c>[batch, classes]</c>.</param>
    /// <param name="teacher">Logits, <c>[batch, classes]</c>; no gradient flows into them.</param>
    /// <param name="temperature">T, greater than 0. Default: 1.</param>
    /// <param name="reduction">How elements are summed up. Default: <see cref="LossReduction.BatchMean"/>.</param>
    /// <param name="timesTemperatureSquared">Whether the result is multiplied by T². Default: false.</param>
    /// <returns>A scalar, in the caller's dispose scope.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or the temperature is out of range.</exception>
    public static Tensor Forward(
        Tensor student, Tensor teacher, double temperature = 1, LossReduction reduction = LossReduction.BatchMean, bool timesTemperatureSquared = false)
    {
        Check(student, teacher, temperature);
        using var scope = NewDisposeScope();
        var expected = LogSoftmax(teacher.detach(), temperature);
        var elements = expected.exp() * expected.Minus(LogSoftmax(student, temperature));
        return Reduce(elements, reduction, timesTemperatureSquared ? temperature : 1).MoveToOuterDisposeScope();
    }

    /// <summary>KL(teacher ‖ student) for a teacher of which only probabilities are known.</summary>
    /// <param name="student">Logits, <c>[batch, classes]</c>.</param>
    /// <param name="probabilities">The teacher's probabilities, softened already, <c>[batch, classes]</c>; no gradient flows into them. Zeros contribute nothing.</param>
    /// <param name="temperature">T of the student, greater than 0. Default: 1.</param>
    /// <param name="reduction">How elements are summed up. Default: <see cref="LossReduction.BatchMean"/>.</param>
    /// <param name="timesTemperatureSquared">Whether the result is multiplied by T². Default: false.</param>
    /// <returns>A scalar, in the caller's dispose scope.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or the temperature is out of range.</exception>
    public static Tensor ForwardFromProbabilities(
        Tensor student, Tensor probabilities, double temperature = 1, LossReduction reduction = LossReduction.BatchMean, bool timesTemperatureSquared = false)
    {
        Check(student, probabilities, temperature);
        using var scope = NewDisposeScope();
        var expected = probabilities.detach();
        var least = expected.dtype == ScalarType.Float64 ? 2.3e-308 : 1.2e-38;
        var entropy = expected * expected.AtLeast(least).log();
        var elements = entropy.Minus(expected * LogSoftmax(student, temperature));
        return Reduce(elements, reduction, timesTemperatureSquared ? temperature : 1).MoveToOuterDisposeScope();
    }

    /// <summary>KL(student ‖ teacher), which keeps the student where the teacher gives weight.</summary>
    /// <param name="student">Logits, <c>[batch, classes]</c>.</param>
    /// <param name="teacher">Logits, <c>[batch, classes]</c>; no gradient flows into them.</param>
    /// <param name="temperature">T, greater than 0. Default: 1.</param>
    /// <param name="reduction">How elements are summed up. Default: <see cref="LossReduction.BatchMean"/>.</param>
    /// <param name="timesTemperatureSquared">Whether the result is multiplied by T². Default: false.</param>
    /// <returns>A scalar, in the caller's dispose scope.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or the temperature is out of range.</exception>
    public static Tensor Reverse(
        Tensor student, Tensor teacher, double temperature = 1, LossReduction reduction = LossReduction.BatchMean, bool timesTemperatureSquared = false)
    {
        Check(student, teacher, temperature);
        using var scope = NewDisposeScope();
        var own = LogSoftmax(student, temperature);
        var elements = own.exp() * own.Minus(LogSoftmax(teacher.detach(), temperature));
        return Reduce(elements, reduction, timesTemperatureSquared ? temperature : 1).MoveToOuterDisposeScope();
    }

    private static Tensor LogSoftmax(Tensor logits, double temperature) => nn.functional.log_softmax(logits.Times(1 / temperature), 1);

    private static Tensor Reduce(Tensor elements, LossReduction reduction, double temperature)
    {
        var result = reduction switch
        {
            LossReduction.BatchMean => elements.sum().Times(1.0 / elements.shape[0]),
            LossReduction.Sum => elements.sum(),
            LossReduction.Mean => elements.mean(),
            _ => throw new ArgumentOutOfRangeException(nameof(reduction), reduction, "There is no such reduction."),
        };
        return result.Times(temperature * temperature);
    }

    private static void Check(Tensor student, Tensor teacher, double temperature)
    {
        TensorShapes.RequireMatrix(student, nameof(student));
        TensorShapes.RequireSame(student, teacher, nameof(teacher));
        Temperature.Require(temperature);
    }
}
