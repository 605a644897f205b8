using System.Collections.Immutable;
using Sdvp.Core.Recording;
using Sdvp.Core.Teaching;
using Sdvp.Core.Teaching.Adapters;

namespace Sdvp.Samples.Study.World;

/// <summary>One of the two tasks.</summary>
internal sealed record StudyTask
{
    /// <summary>Its name, which is that of its column.</summary>
    public required string Name { get; init; }

    /// <summary>The examples to learn from.</summary>
    public required ImmutableArray<TaskExample> Train { get; init; }

    /// <summary>The examples to measure with.</summary>
    public required TestSet Test { get; init; }

    /// <summary>The expert.</summary>
    public required ITeacher Teacher { get; init; }

    /// <summary>The adapters that make labels.</summary>
    public required ImmutableArray<IStepAdapter> Adapters { get; init; }

    /// <summary>The adapter of VQA that always has a guess, to put the teacher in the module's place.</summary>
    public required IStepAdapter Guesser { get; init; }

    /// <summary>The true answer of a training step, to measure labels and never to train; null where it is not known.</summary>
    public Func<StepRecord, string?>? GoldOf { get; init; }
}
