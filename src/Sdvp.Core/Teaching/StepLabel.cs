using System.Collections.Immutable;
using Sdvp.Core.Modules;

namespace Sdvp.Core.Teaching;

/// <summary>What a step's module should have given: a distribution over answers, judged regions, or all objects that there are to find.</summary>
public sealed record StepLabel
{
    private StepLabel(AnswerDistribution? answers, ImmutableArray<RegionLabel> regions, double weight, string origin, bool isComplete = false)
    {
        if (!(weight >= 0) || double.IsInfinity(weight))
        {
            throw new ArgumentOutOfRangeException(nameof(weight), weight, "A label's weight is a finite number of at least 0.");
        }

        Answers = answers;
        Regions = regions;
        Weight = weight;
        Origin = origin;
        IsComplete = isComplete;
    }

    /// <summary>Target distribution in the module's answer space; null for region labels.</summary>
    public AnswerDistribution? Answers { get; }

    /// <summary>Judged regions, or all objects; empty for answer labels.</summary>
    public ImmutableArray<RegionLabel> Regions { get; }

    /// <summary>
    /// Whether <see cref="Regions"/> is everything that the step should have found: what does not belong to one of them is wrong. Otherwise they are
    /// judgements of single regions, and nothing is known about others.
    /// </summary>
    public bool IsComplete { get; }

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

    /// <summary>A label for a locating step whose objects are all known, such as one made from annotations or by a detector.</summary>
    /// <param name="objects">The objects, each with the probability that it is there; none where the step should have found nothing.</param>
    /// <param name="weight">Weight in the loss.</param>
    /// <param name="origin">Adapter and teacher version.</param>
    /// <returns>The label.</returns>
    public static StepLabel ForObjects(ImmutableArray<RegionLabel> objects, double weight, string origin) => new(null, objects.IsDefault ? [] : objects, weight, origin, isComplete: true);
}
