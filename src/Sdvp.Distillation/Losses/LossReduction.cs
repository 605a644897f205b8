namespace Sdvp.Distillation.Losses;

/// <summary>How a divergence is summed up.</summary>
public enum LossReduction
{
    /// <summary>The sum over all elements, divided by the number of rows: the mean divergence of a row. PyTorch's <c>batchmean</c>.</summary>
    BatchMean,

    /// <summary>The sum over all elements.</summary>
    Sum,

    /// <summary>The mean over all elements, classes included: smaller than <see cref="BatchMean"/> by the number of classes.</summary>
    Mean,
}
