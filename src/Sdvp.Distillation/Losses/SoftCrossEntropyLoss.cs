using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Losses;

/// <summary>Cross-entropy with soft targets, as PyTorch's <c>cross_entropy</c> with probabilities. A pure function, differentiable in the logits.</summary>
public static class SoftCrossEntropyLoss
{
    /// <summary>The loss of a sample, to be printed.</summary>
    public const string Formula = "−Σ_v c_v · t_bv · log softmax(z_b / T)_v";

    /// <summary>Computes the loss.</summary>
    /// <param name="logits">z: <c>[batch, classes]</c>.</param>
    /// <param name="targets">t: <c>[batch, classes]</c>; rows need not sum to 1.</param>
    /// <param name="temperature">T, greater than 0. There is no factor T². Default: 1.</param>
    /// <param name="classWeights">c: factor of each class, <c>[classes]</c>. They do not enter the divisor, unlike with hard targets. Default: none.</param>
    /// <param name="sampleWeights">Factor of each sample, <c>[batch]</c>, not negative. Default: none.</param>
    /// <param name="reduction">How the samples are summed up. Default: <see cref="SampleReduction.Mean"/>.</param>
    /// <returns>A scalar, in the caller's dispose scope.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit each other, or the temperature is out of range.</exception>
    public static Tensor Compute(
        Tensor logits,
        Tensor targets,
        double temperature = 1,
        Tensor? classWeights = null,
        Tensor? sampleWeights = null,
        SampleReduction reduction = SampleReduction.Mean)
    {
        using var scope = NewDisposeScope();
        var losses = PerSample(logits, targets, temperature, classWeights);
        if (sampleWeights is not null)
        {
            TensorShapes.RequireVector(logits, sampleWeights, nameof(sampleWeights));
            losses = losses * sampleWeights;
        }

        var sum = losses.sum();
        var result = reduction switch
        {
            SampleReduction.Mean => sum.Times(1.0 / logits.shape[0]),
            SampleReduction.Sum => sum,
            SampleReduction.WeightedMean when sampleWeights is not null => sum / sampleWeights.sum(),
            SampleReduction.WeightedMean => sum.Times(1.0 / logits.shape[0]),
            _ => throw new ArgumentOutOfRangeException(nameof(reduction), reduction, "There is no such reduction."),
        };
        return result.MoveToOuterDisposeScope();
    }

    /// <summary>Computes the loss of each sample, without sample weights.</summary>
    /// <param name="logits">z: <c>[batch, classes]</c>.</param>
    /// <param name="targets">t: <c>[batch, classes]</c>; rows need not sum to 1.</param>
    /// <param name="temperature">T, greater than 0. Default: 1.</param>
    /// <param name="classWeights">c: factor of each class, <c>[classes]</c>. Default: none.</param>
    /// <returns><c>[batch]</c>, in the caller's dispose scope.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit each other, or the temperature is out of range.</exception>
    public static Tensor PerSample(Tensor logits, Tensor targets, double temperature = 1, Tensor? classWeights = null)
    {
        TensorShapes.RequireMatrix(logits, nameof(logits));
        TensorShapes.RequireSame(logits, targets, nameof(targets));
        Temperature.Require(temperature);
        using var scope = NewDisposeScope();
        var weighted = targets * nn.functional.log_softmax(logits.Times(1 / temperature), 1);
        if (classWeights is not null)
        {
            TensorShapes.RequireOneForEachColumn(logits, classWeights, nameof(classWeights));
            weighted = weighted * classWeights;
        }

        return (-weighted.sum(1)).MoveToOuterDisposeScope();
    }
}
