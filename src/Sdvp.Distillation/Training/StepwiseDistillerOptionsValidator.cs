using Microsoft.Extensions.Options;

namespace Sdvp.Distillation.Training;

/// <summary>Finds every value of the options that is out of range, and says what is expected.</summary>
internal sealed class StepwiseDistillerOptionsValidator : IValidateOptions<StepwiseDistillerOptions>
{
    public ValidateOptionsResult Validate(string? name, StepwiseDistillerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var failures = new List<string>();
        if (string.IsNullOrWhiteSpace(options.WorkFolder))
        {
            failures.Add("WorkFolder is empty; name the folder that keeps labels, checkpoints and weights.");
        }

        Require(failures, nameof(options.TeacherBatchSize), options.TeacherBatchSize, options.TeacherBatchSize >= 1, "at least 1");
        Require(failures, nameof(options.Rounds), options.Rounds, options.Rounds >= 1, "at least 1");
        Require(failures, nameof(options.CheckpointEverySteps), options.CheckpointEverySteps, options.CheckpointEverySteps >= 1, "at least 1");
        var overlap = options.MinimumIntersectionOverUnion;
        Require(failures, nameof(options.MinimumIntersectionOverUnion), overlap, overlap is >= 0 and <= 1, "in [0, 1]");
        Require(failures, nameof(options.GradientClip), options.GradientClip, options.GradientClip is null or > 0, "greater than 0, or null");
        CheckSettings(failures, "", ModuleTrainingSettings.For("", options));
        foreach (var module in options.Modules.Keys.Order(StringComparer.Ordinal))
        {
            CheckSettings(failures, $"Modules[{module}].", ModuleTrainingSettings.For(module, options));
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures.Distinct());
    }

    /// <summary>Throws where a value is out of range.</summary>
    public static void ThrowIfInvalid(StepwiseDistillerOptions options)
    {
        var result = new StepwiseDistillerOptionsValidator().Validate(null, options);
        if (result.Failed)
        {
            throw new OptionsValidationException(nameof(StepwiseDistillerOptions), typeof(StepwiseDistillerOptions), result.Failures);
        }
    }

    private static void CheckSettings(List<string> failures, string prefix, ModuleTrainingSettings settings)
    {
        Require(failures, $"{prefix}{nameof(settings.Epochs)}", settings.Epochs, settings.Epochs >= 1, "at least 1");
        Require(failures, $"{prefix}{nameof(settings.BatchSize)}", settings.BatchSize, settings.BatchSize >= 1, "at least 1");
        Require(failures, $"{prefix}{nameof(settings.MicroBatchSize)}", settings.MicroBatchSize, settings.MicroBatchSize is null or >= 1, "at least 1, or null");
        RequirePositive(failures, $"{prefix}{nameof(settings.LearningRate)}", settings.LearningRate);
        RequirePositive(failures, $"{prefix}{nameof(settings.Temperature)}", settings.Temperature);
        var warmup = settings.WarmupFraction;
        Require(failures, $"{prefix}{nameof(settings.WarmupFraction)}", warmup, warmup is >= 0 and <= 1, "in [0, 1]");
        var start = settings.StartInterpolation;
        Require(failures, $"{prefix}{nameof(settings.StartInterpolation)}", start, start is >= 0 and <= 1, "in [0, 1]");
        RequireWeight(failures, $"{prefix}{nameof(settings.WeightDecay)}", settings.WeightDecay);
        RequireWeight(failures, $"{prefix}{nameof(settings.SelfDistillationWeight)}", settings.SelfDistillationWeight);
        RequireWeight(failures, $"{prefix}{nameof(settings.OwnInputWeight)}", settings.OwnInputWeight);
        RequireWeight(failures, $"{prefix}{nameof(settings.ProbeWeight)}", settings.ProbeWeight);
        RequireWeight(failures, $"{prefix}{nameof(settings.ProbeRatio)}", settings.ProbeRatio);
        if (settings.EarlyStopping is { } stopping)
        {
            var name = $"{prefix}{nameof(settings.EarlyStopping)}.";
            Require(failures, $"{name}{nameof(stopping.ValidationShare)}", stopping.ValidationShare, stopping.ValidationShare is > 0 and < 1, "greater than 0 and less than 1");
            Require(failures, $"{name}{nameof(stopping.Patience)}", stopping.Patience, stopping.Patience is null or >= 1, "at least 1, or null");
            Require(failures, $"{name}{nameof(stopping.EverySteps)}", stopping.EverySteps, stopping.EverySteps is null or >= 1, "at least 1, or null");
        }

        if (settings.Lora is { } lora && LoraTraining.FindProblem(lora) is { } problem)
        {
            failures.Add($"{prefix}{nameof(settings.Lora)}: {problem}");
        }
    }

    private static void RequireWeight(List<string> failures, string name, double value) =>
        Require(failures, name, value, double.IsFinite(value) && value >= 0, "at least 0");

    private static void RequirePositive(List<string> failures, string name, double value) =>
        Require(failures, name, value, double.IsFinite(value) && value > 0, "greater than 0");

    private static void Require(List<string> failures, string name, object? value, bool holds, string expected)
    {
        if (!holds)
        {
            failures.Add(FormattableString.Invariant($"{name} is {value}; expected is a value {expected}."));
        }
    }
}
