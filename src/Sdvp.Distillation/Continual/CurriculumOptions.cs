namespace Sdvp.Distillation.Continual;

/// <summary>How a <see cref="Curriculum"/> works. Immutable.</summary>
public sealed record CurriculumOptions
{
    /// <summary>Examples of each task whose programs run again after it, to fill the memory; 0 for no memory. Default: 200.</summary>
    public int MemoryExamples { get; init; } = 200;

    /// <summary>The most calls of each module that a task adds to the memory; at least 1. Default: 200.</summary>
    public int MemoryCalls { get; init; } = 200;

    /// <summary>Chooses examples and calls for the memory. Default: 1.</summary>
    public long Seed { get; init; } = 1;
}
