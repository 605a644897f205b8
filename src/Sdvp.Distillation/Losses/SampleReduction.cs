namespace Sdvp.Distillation.Losses;

/// <summary>How the losses of samples are summed up.</summary>
public enum SampleReduction
{
    /// <summary>The sum of weighted losses, divided by the number of samples.</summary>
    Mean,

    /// <summary>The sum of weighted losses.</summary>
    Sum,

    /// <summary>The sum of weighted losses, divided by the sum of weights.</summary>
    WeightedMean,
}
