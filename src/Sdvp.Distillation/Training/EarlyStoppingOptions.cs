namespace Sdvp.Distillation.Training;

/// <summary>
/// Early stopping: some labelled steps are held out, the loss of their labels is measured again and again, and the module gets the weights with which it was lowest, those before
/// the first training step among them. Steps of examples with the same images are held out together, so none is held out whose image is learned from.
/// </summary>
public sealed record EarlyStoppingOptions
{
    /// <summary>Share of the examples (those with the same images count as one) whose labelled steps are held out; greater than 0, less than 1. Default: 0.1.</summary>
    public double ValidationShare { get; init; } = 0.1;

    /// <summary>Measurements without a lower loss, one after another, behind which the training stops; at least 1, or null to train to the end. Default: 3.</summary>
    public int? Patience { get; init; } = 3;

    /// <summary>Training steps between measurements; at least 1, or null to measure at the end of each epoch. Default: null.</summary>
    public int? EverySteps { get; init; }
}
