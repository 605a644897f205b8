using System.Collections.Immutable;
using Sdvp.Core.Execution;
using Sdvp.Core.Generation;
using Sdvp.Core.Programs;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;

namespace Sdvp.Core.Rationale;

/// <summary>How a question came to its answer: program, run, and what happened around them. Immutable.</summary>
public sealed record RunRationale
{
    /// <summary>The example's id.</summary>
    public required string Id { get; init; }

    /// <summary>The question, statement or instruction.</summary>
    public required string Question { get; init; }

    /// <summary>Values of the program's input variables.</summary>
    public required ImmutableDictionary<string, ProgramValue> Inputs { get; init; }

    /// <summary>Name of the program's language; null where there is no program.</summary>
    public string? Language { get; init; }

    /// <summary>The program's source; also that of a program that was refused. Null where there is none.</summary>
    public string? Source { get; init; }

    /// <summary>Findings about the source: repairs as warnings, reasons for refusal as errors.</summary>
    public ImmutableArray<ProgramDiagnostic> Diagnostics { get; init; } = [];

    /// <summary>The run; that of a program that was refused has an error and no steps.</summary>
    public required ProgramRun Run { get; init; }

    /// <summary>The expected answer; null where it is unknown.</summary>
    public string? Gold { get; init; }

    /// <summary>The task or kind of question; null where it is unknown.</summary>
    public string? Family { get; init; }

    /// <summary>The sample that the program came from; null where it was not generated.</summary>
    public ProgramCandidate? Candidate { get; init; }

    /// <summary>The vote that the run is part of; null where there was none.</summary>
    public ProgramVote? Vote { get; init; }

    /// <summary>Compares answers. Default: <see cref="AnswerNormalizer.Default"/>.</summary>
    public AnswerNormalizer Normalizer { get; init; } = AnswerNormalizer.Default;

    /// <summary>The value that counts as the answer: the program's or the fallback's; null where there is none.</summary>
    public ProgramValue? Value => Run.Error is null ? Run.Value : null;

    /// <summary>The answer in words; null where there is none.</summary>
    public string? Answer => Value is { } value ? AnswerNormalizer.ToText(value) : null;

    /// <summary>Whether the answer is the expected one; null where that is unknown.</summary>
    public bool? IsCorrect => Gold is null ? null : Answer is { } answer && Normalizer.AreEqual(answer, Gold);

    /// <summary>Why the program gave no answer, also where a fallback did; null where it gave one.</summary>
    public string? Failure => (Run.Error ?? Run.Fallback?.Reason) is not { } reason ? null
        : string.IsNullOrEmpty(Source) && Candidate?.Message is { } message ? message
        : reason.Message;

    /// <summary>Whether the program was refused before anything of it ran.</summary>
    public bool IsRefused => Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);

    /// <summary>Whether a fallback was asked.</summary>
    public bool FellBack => Run.Fallback is not null;

    /// <summary>Whether a program runs that is not the one written: the parser repaired it, or the model after it was told what is wrong.</summary>
    public bool IsRepaired => !IsRefused && (Candidate?.RepairRounds > 0 || !Diagnostics.IsEmpty);

    /// <summary>Explains a run.</summary>
    /// <param name="question">The question.</param>
    /// <param name="program">The program.</param>
    /// <param name="inputs">Values of its input variables.</param>
    /// <param name="run">Its run.</param>
    /// <returns>The rationale.</returns>
    public static RunRationale From(string question, VisualProgram program, ImmutableDictionary<string, ProgramValue> inputs, ProgramRun run)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(run);
        return new RunRationale
        {
            Id = run.Id,
            Question = question,
            Inputs = inputs,
            Language = program.Language,
            Source = program.Source,
            Diagnostics = program is RefusedProgram refused ? refused.Diagnostics : [],
            Run = run,
        };
    }

    /// <summary>Explains the run of an example.</summary>
    /// <param name="example">The example.</param>
    /// <param name="run">Its run.</param>
    /// <returns>The rationale.</returns>
    public static RunRationale From(TaskExample example, ProgramRun run)
    {
        ArgumentNullException.ThrowIfNull(example);
        return From(example.Question, example.Program, example.Inputs, run) with { Id = example.Id, Gold = example.Answer, Family = example.Family };
    }

    /// <summary>Explains a vote by the run that won it, or by the first that failed where none did.</summary>
    /// <param name="vote">The vote.</param>
    /// <param name="inputs">Values of the programs' input variables.</param>
    /// <returns>The rationale.</returns>
    public static RunRationale From(ProgramVote vote, ImmutableDictionary<string, ProgramValue> inputs)
    {
        ArgumentNullException.ThrowIfNull(vote);
        ArgumentNullException.ThrowIfNull(inputs);
        var run = vote.Winner ?? vote.Runs[0];
        var candidate = vote.Generation.Candidates.FirstOrDefault(c => c.Program?.Id == run.ProgramId) ?? vote.Generation.Candidates[0];
        var program = candidate.Program ?? vote.Generation.GetProgramOrRefused();
        return From(vote.Generation.Request.Question, program, inputs, run) with
        {
            Id = vote.Generation.Request.Id,
            Diagnostics = candidate.Program is null ? ((RefusedProgram)program).Diagnostics : candidate.Diagnostics,
            Candidate = candidate,
            Vote = vote,
        };
    }
}
