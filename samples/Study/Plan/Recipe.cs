using System.Collections.Immutable;
using System.Globalization;

namespace Sdvp.Samples.Study.Plan;

/// <summary>How a student learns a task, and what keeps it from forgetting. Everything here decides the trained weights; its text names the work folder.</summary>
internal sealed record Recipe
{
    /// <summary>Passes over the labelled steps.</summary>
    public int Epochs { get; init; } = 2;

    /// <summary>Highest learning rate of VQA.</summary>
    public double LearningRate { get; init; } = 7e-4;

    /// <summary>λ, the weight of self-distillation from the snapshot.</summary>
    public double Lambda { get; init; }

    /// <summary>Share of self-distillation on the steps' own inputs.</summary>
    public double OwnInputs { get; init; }

    /// <summary>Probes for each labelled step.</summary>
    public double ProbeRatio { get; init; }

    /// <summary>What the probes are.</summary>
    public ProbeKind Probes { get; init; }

    /// <summary>Temperature of self-distillation.</summary>
    public double Temperature { get; init; } = 2;

    /// <summary>How far the weights go back to the snapshot when the training has ended.</summary>
    public double Interpolation { get; init; }

    /// <summary>A strategy of the library besides.</summary>
    public StrategyKind Strategy { get; init; }

    /// <summary>The strategy's weight, or the rank of an adapter.</summary>
    public double Strength { get; init; }

    /// <summary>Times that programs are run anew with the student as it is by then; each learns for all epochs.</summary>
    public int Rounds { get; init; } = 1;

    /// <summary>How tasks after the first are learned; null for the same way.</summary>
    public Recipe? Later { get; init; }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"epochs {Epochs}, rate {LearningRate:R}, λ {Lambda:R}, own {OwnInputs:R}, probes {Probes} × {ProbeRatio:R}, T {Temperature:R}, α {Interpolation:R}, {Strategy} {Strength:R}, rounds {Rounds}{(Later is null ? "" : $", later [{Later}]")}");
}
