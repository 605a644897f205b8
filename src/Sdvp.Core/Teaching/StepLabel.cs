using System.Collections.Immutable;
using Sdvp.Core.Modules;

namespace Sdvp.Core.Teaching;

/// <summary>What a step's module should have given: a distribution over answers, or judged regions.</summary>
public sealed record StepLabel
{
    private StepLabel(AnswerDistribution? answers, ImmutableArray<RegionLabel> regions, double weight, string origin)
    {
        if (!(weight >= 0) || double.IsInfinity(weight))
        {
            throw new ArgumentOutOfRangeException(nameof(weight), weight, "A label's weight is a finite number of at least 0.");
        }

        Answers = answers;
        Regions = regions;
        Weight = weight;
        Origin = origin;
    }

    /// <summary>Target distribution in the module's answer space; null for region labels.</summary>
    public AnswerDistribution? Answers { get; }

    /// <summary>Judged regions; empty for answer labels.</summary>
    public ImmutableArray<RegionLabel> Regions { get; }

    /// <summary>Weight of this label in the loss; at least 0.</summary>
    public double Weight { get; }

    /// <summary>Who made the label: adapter and teacher version.</summary>
    public string Origin { get; }

    /// <summary>A label for an answering step.</summary>
    /// <param name="answers">The target distribution.</param>
    /// <param name="weight">Weight in the loss.</param>
    /// <param name="origin">Adapter and teacher version.</param>
    /// <returns>The label.</returns>
    public static StepLabel ForAnswers(AnswerDistribution answers, double weight, string origin)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return new StepLabel(answers, [], weight, origin);
    }

    /// <summary>A label for a locating step.</summary>
    /// <param name="regions">The judged regions; at least one.</param>
    /// <param name="weight">Weight in the loss.</param>
    /// <param name="origin">Adapter and teacher version.</param>
    /// <returns>The label.</returns>
    public static StepLabel ForRegions(ImmutableArray<RegionLabel> regions, double weight, string origin)
    {
        ArgumentOutOfRangeException.ThrowIfZero(regions.Length);
        return new StepLabel(null, regions, weight, origin);
    }
}
