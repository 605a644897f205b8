using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Losses;

/// <summary>
/// The generalised Jensen-Shannon divergence of on-policy distillation (Agarwal and others, 2024), as the GKD trainer of Hugging Face TRL computes it. A pure
/// function, differentiable in the student only.
/// </summary>
/// <remarks>
/// With β between 0 and 1 both are compared with the mixture <c>m = (1−β)·student + β·teacher</c>: <c>β·KL(teacher ‖ m) + (1−β)·KL(student ‖ m)</c>. At the ends
/// it is not the limit of this, but <c>KL(teacher ‖ student)</c> for β = 0 and <c>KL(student ‖ teacher)</c> for β = 1. There is no factor T².
/// </remarks>
public static class GeneralisedJensenShannonLoss
{
    /// <summary>Labels with this value mask their position.</summary>
    public const long Ignored = -100;

    /// <summary>Computes the loss.</summary>
    /// <param name="student">Logits, <c>[batch, positions, classes]</c>.</param>
    /// <param name="teacher">Logits, <c>[batch, positions, classes]</c>; no gradient flows into them.</param>
    /// <param name="labels">
    /// Integers, <c>[batch, positions]</c>; positions with <see cref="Ignored"/> do not count. Default: none, so that all count; then
    /// <see cref="LossReduction.BatchMean"/> divides by the batch, with labels it divides by the positions that count.
    /// </param>
    /// <param name="beta">β, in [0, 1]. Default: 0.5.</param>
    /// <param name="temperature">T, greater than 0. Default: 1.</param>
    /// <param name="reduction">How elements are summed up. Default: <see cref="LossReduction.BatchMean"/>.</param>
    /// <param name="itemsInBatch">Divisor of the sum in the place of the reduction, for accumulated batches. Default: none.</param>
    /// <returns>A scalar, in the caller's dispose scope. Where every position is masked it is 0 over the divisor: NaN, if the divisor is 0 too.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit each other, or β or the temperature is out of range.</exception>
    public static Tensor Compute(
        Tensor student,
        Tensor teacher,
        Tensor? labels = null,
        double beta = 0.5,
        double temperature = 1,
        LossReduction reduction = LossReduction.BatchMean,
        double? itemsInBatch = null)
    {
        using var scope = NewDisposeScope();
        var elements = PerElement(student, teacher, beta, temperature);
        var positions = tensor((double)(student.shape[0] * student.shape[1]), student.dtype, student.device);
        if (labels is not null)
        {
            RequirePositions(student, labels);
            var mask = labels.DiffersFrom(Ignored).to_type(student.dtype);
            elements = elements * mask.unsqueeze(2);
            positions = mask.sum();
        }

        var sum = elements.sum();
        var result = itemsInBatch is { } items ? sum.Times(1 / items) : reduction switch
        {
            LossReduction.BatchMean when labels is null => sum.Times(1.0 / student.shape[0]),
            LossReduction.BatchMean => sum / positions,
            LossReduction.Sum => sum,
            LossReduction.Mean => sum / positions.Times(student.shape[2]),
            _ => throw new ArgumentOutOfRangeException(nameof(reduction), reduction, "There is no such reduction."),
        };
        return result.MoveToOuterDisposeScope();
    }

    /// <summary>Computes the divergence of every element, nothing masked.</summary>
    /// <param name="student">Logits, <c>[batch, positions, classes]</c>.</param>
    /// <param name="teacher">Logits, <c>[batch, positions, classes]</c>; no gradient flows into them.</param>
    /// <param name="beta">β, in [0, 1]. Default: 0.5.</param>
    /// <param name="temperature">T, greater than 0. Default: 1.</param>
    /// <returns><c>[batch, positions, classes]</c>, in the caller's dispose scope.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit each other, or β or the temperature is out of range.</exception>
    public static Tensor PerElement(Tensor student, Tensor teacher, double beta = 0.5, double temperature = 1)
    {
        ArgumentNullException.ThrowIfNull(student);
        if (student.dim() != 3)
        {
            throw new ArgumentException($"The student has {student.dim()} dimensions; expected are three: batch, positions, classes.", nameof(student));
        }

        TensorShapes.RequireSame(student, teacher, nameof(teacher));
        Temperature.Require(temperature);
        if (!(beta is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(beta), beta, "β lies between 0 and 1.");
        }

        using var scope = NewDisposeScope();
        var own = nn.functional.log_softmax(student.Times(1 / temperature), 2);
        var other = nn.functional.log_softmax(teacher.detach().Times(1 / temperature), 2);
        if (beta is 0 or 1)
        {
            return (beta == 0 ? Divergence(other, own) : Divergence(own, other)).MoveToOuterDisposeScope();
        }

        var mixture = stack([own.Plus(Math.Log(1 - beta)), other.Plus(Math.Log(beta))]).logsumexp(0);
        return Divergence(other, mixture).Times(beta).Plus(Divergence(own, mixture).Times(1 - beta)).MoveToOuterDisposeScope();
    }

    private static Tensor Divergence(Tensor from, Tensor to) => from.exp() * from.Minus(to);

    private static void RequirePositions(Tensor student, Tensor labels)
    {
        if (labels.dim() != 2 || labels.shape[0] != student.shape[0] || labels.shape[1] != student.shape[1])
        {
            throw new ArgumentException(
                $"The shape of the labels is [{string.Join(", ", labels.shape)}]; expected is [{student.shape[0]}, {student.shape[1]}], one for each position.", nameof(labels));
        }
    }
}
