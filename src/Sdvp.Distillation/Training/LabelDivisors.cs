namespace Sdvp.Distillation.Training;

/// <summary>
/// What the losses of a batch's labels are divided by. A part of a batch is divided by that of the whole one, so that the gradients of the parts add up to those of the whole.
/// </summary>
/// <param name="Weights">Sum of the weights.</param>
/// <param name="Objects">Objects where all of them are known, which their loss is divided by instead; 0 where labels are of other kinds.</param>
internal readonly record struct LabelDivisors(double Weights, double Objects = 0)
{
    public static LabelDivisors operator +(LabelDivisors left, LabelDivisors right) => new(left.Weights + right.Weights, left.Objects + right.Objects);
}
