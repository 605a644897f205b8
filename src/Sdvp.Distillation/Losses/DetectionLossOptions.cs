namespace Sdvp.Distillation.Losses;

/// <summary>
/// Weights of <see cref="DetectionLoss"/>, in the loss and as costs of the assignment alike. Defaults: those of detectors whose classes are independent
/// (Deformable DETR, arXiv 2010.04159; box terms as in DETR, arXiv 2005.12872).
/// </summary>
public sealed record DetectionLossOptions
{
    /// <summary>Weight of the focal loss of the scores; at least 0. Default: 2.</summary>
    public double ScoreWeight { get; init; } = 2;

    /// <summary>Weight of the L1 distance of centre, width and height, all as fractions of the image; at least 0. Default: 5.</summary>
    public double DistanceWeight { get; init; } = 5;

    /// <summary>Weight of 1 less the generalised intersection over union; at least 0. Default: 2.</summary>
    public double OverlapWeight { get; init; } = 2;

    /// <summary>Share of positive candidates in the focal loss, in (0, 1). Default: 0.25.</summary>
    public double FocalBalance { get; init; } = 0.25;
}
