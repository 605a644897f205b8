namespace Sdvp.Distillation.Evaluation;

/// <summary>How bootstrap intervals are computed. Immutable.</summary>
public sealed record BootstrapOptions
{
    /// <summary>Resamples; at least 1. Default: 2,000.</summary>
    public int Resamples { get; init; } = 2000;

    /// <summary>Share of the resampled means inside the interval, between 0 and 1. Default: 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Seed of the resampling; the same seed gives the same interval. Default: 0.</summary>
    public int Seed { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Resamples, 1);
        if (!(Confidence is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(Confidence), Confidence, "The confidence lies between 0 and 1, such as 0.95.");
        }
    }
}
