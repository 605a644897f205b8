namespace Sdvp.Distillation.Evaluation;

/// <summary>What a program gave for one example.</summary>
public sealed record ExampleOutcome
{
    /// <summary>The example.</summary>
    public required string Id { get; init; }

    /// <summary>The kind of question; null where it is unknown.</summary>
    public string? Family { get; init; }

    /// <summary>The expected answer.</summary>
    public required string Expected { get; init; }

    /// <summary>The answer given; null where the run failed.</summary>
    public string? Given { get; init; }

    /// <summary>Whether the answer is the expected one; false where the run failed.</summary>
    public required bool IsCorrect { get; init; }

    /// <summary>Why the run failed, short enough to count by, such as <c>VQA: ArgumentException</c>; null where it did not fail.</summary>
    public string? Failure { get; init; }
}
