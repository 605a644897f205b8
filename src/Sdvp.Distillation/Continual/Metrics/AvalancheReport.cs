using System.Collections.Immutable;

namespace Sdvp.Distillation.Continual.Metrics;

/// <summary>What Avalanche's plugins report after one task: values by task ("experience") and their mean ("stream"), which is 0 where there is none.</summary>
public sealed record AvalancheReport
{
    /// <summary>Forgetting of each task trained before.</summary>
    public required ImmutableSortedDictionary<int, double> ExperienceForgetting { get; init; }

    /// <summary>The mean forgetting.</summary>
    public required double StreamForgetting { get; init; }

    /// <summary>Backward transfer of each task trained before: the negative of its forgetting.</summary>
    public required ImmutableSortedDictionary<int, double> ExperienceBackwardTransfer { get; init; }

    /// <summary>The mean backward transfer.</summary>
    public required double StreamBackwardTransfer { get; init; }

    /// <summary>Forward transfer of each task for which it is known: the accuracy just before its training minus that before any training.</summary>
    public required ImmutableSortedDictionary<int, double> ExperienceForwardTransfer { get; init; }

    /// <summary>The mean forward transfer.</summary>
    public double StreamForwardTransfer => Means.OrZero(ExperienceForwardTransfer.Values);
}
