using System.Collections.Immutable;

namespace Sdvp.Distillation.Evaluation;

/// <summary>What programs gave for the examples of a task.</summary>
/// <param name="Outcomes">One for each example whose answer is known, in the order given.</param>
/// <param name="Unlabelled">Examples whose answer is not known; they were not run.</param>
public sealed record ProgramEvaluation(ImmutableArray<ExampleOutcome> Outcomes, int Unlabelled)
{
    /// <summary>Number of failed runs by cause; empty where none failed.</summary>
    public ImmutableSortedDictionary<string, int> Failures { get; } = Outcomes.Where(o => o.Failure is not null)
        .GroupBy(o => o.Failure!, StringComparer.Ordinal)
        .ToImmutableSortedDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);

    /// <summary>The accuracy of all outcomes.</summary>
    /// <param name="options">Of the interval. Default: <see cref="BootstrapOptions"/> as they are.</param>
    /// <returns>The accuracy.</returns>
    /// <exception cref="ArgumentException">There is no outcome.</exception>
    public AnswerAccuracy GetAccuracy(BootstrapOptions? options = null) => AnswerAccuracy.Of(Outcomes, options);
}
