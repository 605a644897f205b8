using System.Collections.Immutable;
using Sdvp.Core.Execution;
using Sdvp.Core.Rationale;
using Sdvp.Core.Recording;
using Sdvp.Core.Teaching;

namespace Sdvp.Distillation.Reporting;

/// <summary>One run of a program as a report shows it.</summary>
public sealed record RationaleRun
{
    /// <summary>Names the run, such as <c>before</c>.</summary>
    public required string Title { get; init; }

    /// <summary>The final answer; null where the run failed.</summary>
    public string? Answer { get; init; }

    /// <summary>Whether the final answer is the gold answer; null where that is unknown.</summary>
    public bool? IsCorrect { get; init; }

    /// <summary>Why the run failed; null where it did not.</summary>
    public string? Error { get; init; }

    /// <summary>The steps in order.</summary>
    public required ImmutableArray<RationaleStep> Steps { get; init; }

    /// <summary>Reads a run with its steps.</summary>
    /// <param name="title">Names the run.</param>
    /// <param name="example">The example.</param>
    /// <param name="run">Its run.</param>
    /// <param name="labelOf">Gives the teacher's label of a step, or null. Default: no labels.</param>
    /// <param name="goldOf">Gives the gold answer of a step, or null. Default: unknown.</param>
    /// <param name="normalizer">Compares answers. Default: <see cref="AnswerNormalizer.Default"/>.</param>
    /// <returns>The run.</returns>
    public static RationaleRun From(
        string title,
        TaskExample example,
        ProgramRun run,
        Func<StepRecord, StepLabel?>? labelOf = null,
        Func<StepRecord, string?>? goldOf = null,
        AnswerNormalizer? normalizer = null)
    {
        ArgumentNullException.ThrowIfNull(example);
        ArgumentNullException.ThrowIfNull(run);
        var answer = run.Value is { } value && run.Error is null ? AnswerNormalizer.ToText(value) : null;
        return new RationaleRun
        {
            Title = title,
            Answer = answer,
            IsCorrect = example.Answer is { } gold ? answer is not null && (normalizer ?? AnswerNormalizer.Default).AreEqual(answer, gold) : null,
            Error = run.Error?.Message,
            Steps = [.. run.Records.Select(r => RationaleStep.From(r, example.Program, labelOf?.Invoke(r), goldOf?.Invoke(r), normalizer))],
        };
    }
}
