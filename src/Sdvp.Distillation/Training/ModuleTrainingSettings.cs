using System.Globalization;
using Sdvp.Modules.Torch.Lora;

namespace Sdvp.Distillation.Training;

/// <summary>The options in force for one module. Everything here decides the trained weights, so all of it is part of a task's identity.</summary>
internal sealed record ModuleTrainingSettings(
    long Seed,
    int Epochs,
    int BatchSize,
    double LearningRate,
    double WeightDecay,
    double WarmupFraction,
    double? GradientClip,
    double SelfDistillationWeight,
    double OwnInputWeight,
    double ProbeWeight,
    double ProbeRatio,
    double Temperature,
    double StartInterpolation,
    string[] TrainableParameters,
    double MinimumIntersectionOverUnion)
{
    private const long RoundStream = 53;

    /// <summary>The adapter that is trained instead of the weights; null for none.</summary>
    public LoraOptions? Lora { get; init; }

    /// <summary>The seed of the options, where a round has one of its own: decides what is the same in all rounds.</summary>
    public long TaskSeed { get; init; } = Seed;

    /// <summary>Inputs that go through the network together; null for whole batches.</summary>
    public int? MicroBatchSize { get; init; }

    /// <summary>When a training stops before its last step; null for never.</summary>
    public EarlyStoppingOptions? EarlyStopping { get; init; }

    /// <summary>Weight of self-distillation on the steps' own inputs.</summary>
    public double OwnInputTotal => SelfDistillationWeight * OwnInputWeight;

    /// <summary>Weight of self-distillation on probes; 0 where there are none to draw.</summary>
    public double ProbeTotal => ProbeRatio > 0 ? SelfDistillationWeight * ProbeWeight : 0;

    public static ModuleTrainingSettings For(string module, StepwiseDistillerOptions options)
    {
        var own = options.Modules.TryGetValue(module, out var overrides) ? overrides : new ModuleTrainingOverrides();
        return new ModuleTrainingSettings(
            options.Seed,
            own.Epochs ?? options.Epochs,
            own.BatchSize ?? options.BatchSize,
            own.LearningRate ?? options.LearningRate,
            own.WeightDecay ?? options.WeightDecay,
            own.WarmupFraction ?? options.WarmupFraction,
            options.GradientClip,
            own.SelfDistillationWeight ?? options.SelfDistillationWeight,
            own.OwnInputWeight ?? options.OwnInputWeight,
            own.ProbeWeight ?? options.ProbeWeight,
            own.ProbeRatio ?? options.ProbeRatio,
            own.Temperature ?? options.Temperature,
            own.StartInterpolation ?? options.StartInterpolation,
            [.. own.TrainableParameters ?? options.TrainableParameters],
            options.MinimumIntersectionOverUnion)
        {
            Lora = own.Lora ?? options.Lora,
            MicroBatchSize = own.MicroBatchSize ?? options.MicroBatchSize,
            EarlyStopping = own.EarlyStopping ?? options.EarlyStopping,
        };
    }

    /// <summary>The settings of a round, from 1: further rounds have orders and probes of their own.</summary>
    public ModuleTrainingSettings ForRound(int round) => round == 1 ? this : this with { Seed = SeededOrder.Mix(TaskSeed, RoundStream, round) };

    /// <summary>The loss in force, in words.</summary>
    public string DescribeLoss(StepObjective objective, bool probes)
    {
        var self = objective.SelfDistillationFormula;
        var terms = new List<string> { $"L = {objective.StepwiseFormula}" };
        if (OwnInputTotal > 0)
        {
            terms.Add(string.Create(CultureInfo.InvariantCulture, $"{OwnInputTotal:R} · {self} on the steps"));
        }

        if (probes && ProbeTotal > 0)
        {
            terms.Add(string.Create(CultureInfo.InvariantCulture, $"{ProbeTotal:R} · {self} on probes"));
        }

        return string.Join(" + ", terms) + string.Create(CultureInfo.InvariantCulture, $", T = {Temperature:R}");
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"seed {Seed}, epochs {Epochs}, batch {BatchSize}, rate {LearningRate:R}, decay {WeightDecay:R}, warm-up {WarmupFraction:R}, clip {GradientClip:R}, ")
        + string.Create(
            CultureInfo.InvariantCulture,
            $"self {SelfDistillationWeight:R}, own {OwnInputWeight:R}, probes {ProbeWeight:R} × {ProbeRatio:R}, temperature {Temperature:R}, ")
        + string.Create(
            CultureInfo.InvariantCulture,
            $"start {StartInterpolation:R}, overlap {MinimumIntersectionOverUnion:R}, parameters [{string.Join(", ", TrainableParameters)}]")
        // Said only where it is set: tasks that were begun without go on.
        + (Lora is null ? "" : $", LoRA {Lora}")
        + (MicroBatchSize is null ? "" : string.Create(CultureInfo.InvariantCulture, $", micro-batch {MicroBatchSize}"))
        + (EarlyStopping is null ? "" : string.Create(
            CultureInfo.InvariantCulture,
            $", early stopping {EarlyStopping.ValidationShare:R} × {EarlyStopping.Patience?.ToString(CultureInfo.InvariantCulture) ?? "never"} every {EarlyStopping.EverySteps?.ToString(CultureInfo.InvariantCulture) ?? "epoch"}"));
}
