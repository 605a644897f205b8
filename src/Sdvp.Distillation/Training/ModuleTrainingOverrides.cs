using Sdvp.Modules.Torch.Lora;

namespace Sdvp.Distillation.Training;

/// <summary>What differs for one module from <see cref="StepwiseDistillerOptions"/>; null takes the value from there.</summary>
public sealed record ModuleTrainingOverrides
{
    /// <inheritdoc cref="StepwiseDistillerOptions.Epochs"/>
    public int? Epochs { get; set; }

    /// <inheritdoc cref="StepwiseDistillerOptions.BatchSize"/>
    public int? BatchSize { get; set; }

    /// <inheritdoc cref="StepwiseDistillerOptions.MicroBatchSize"/>
    public int? MicroBatchSize { get; set; }

    /// <inheritdoc cref="StepwiseDistillerOptions.LearningRate"/>
    public double? LearningRate { get; set; }

    /// <inheritdoc cref="StepwiseDistillerOptions.WeightDecay"/>
    public double? WeightDecay { get; set; }

    /// <inheritdoc cref="StepwiseDistillerOptions.WarmupFraction"/>
    public double? WarmupFraction { get; set; }

    /// <inheritdoc cref="StepwiseDistillerOptions.SelfDistillationWeight"/>
    public double? SelfDistillationWeight { get; set; }

    /// <inheritdoc cref="StepwiseDistillerOptions.OwnInputWeight"/>
    public double? OwnInputWeight { get; set; }

    /// <inheritdoc cref="StepwiseDistillerOptions.ProbeWeight"/>
    public double? ProbeWeight { get; set; }

    /// <inheritdoc cref="StepwiseDistillerOptions.ProbeRatio"/>
    public double? ProbeRatio { get; set; }

    /// <inheritdoc cref="StepwiseDistillerOptions.Temperature"/>
    public double? Temperature { get; set; }

    /// <inheritdoc cref="StepwiseDistillerOptions.StartInterpolation"/>
    public double? StartInterpolation { get; set; }

    /// <inheritdoc cref="StepwiseDistillerOptions.TrainableParameters"/>
    public IList<string>? TrainableParameters { get; set; }

    /// <inheritdoc cref="StepwiseDistillerOptions.EarlyStopping"/>
    public EarlyStoppingOptions? EarlyStopping { get; set; }

    /// <inheritdoc cref="StepwiseDistillerOptions.Lora"/>
    public LoraOptions? Lora { get; set; }
}
