using Sdvp.Core.Modules;

namespace Sdvp.Core.Composed;

/// <summary>Base of the modules over a matcher: the questions of all calls of a batch go to it together. A wrong call fails alone.</summary>
internal abstract class MatchingModule(ModuleSignature signature, string algorithm, ModuleSource matcher) : IVisualModule
{
    public ModuleSignature Signature { get; } = signature with { Requires = [.. matcher.Requires] };

    public ModuleVersion Version => new($"{algorithm} over {matcher.VersionText}");

    public async ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(calls);
        var jobs = new MatchJob?[calls.Count];
        var results = new ModuleResult[calls.Count];
        for (var i = 0; i < calls.Count; i++)
        {
            (jobs[i], results[i]) = Guard(calls[i]);
        }

        ModuleCall[][] questions = [.. jobs.Select(job => job?.Calls().ToArray() ?? [])];
        var answers = await AskAsync([.. questions.SelectMany(q => q)], cancellationToken).ConfigureAwait(false);
        var next = 0;
        for (var i = 0; i < calls.Count; i++)
        {
            if (jobs[i] is { } job)
            {
                results[i] = Guard(calls[i], job, answers.AsSpan(next, questions[i].Length));
            }

            next += questions[i].Length;
        }

        return results;
    }

    /// <summary>What a call asks the matcher; throws where the call is wrong.</summary>
    protected abstract MatchJob Prepare(ModuleCall call);

    /// <summary>The answer of a call, its job's logits being there.</summary>
    protected abstract ModuleResult Answer(ModuleCall call, MatchJob job);

    private (MatchJob? Job, ModuleResult Result) Guard(ModuleCall call)
    {
        try
        {
            return (Prepare(call), null!);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return (null, ModuleResult.FromError(error));
        }
    }

    private ModuleResult Guard(ModuleCall call, MatchJob job, ReadOnlySpan<ModuleResult> answers)
    {
        try
        {
            job.Read(answers);
            return Answer(call, job);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return ModuleResult.FromError(error);
        }
    }

    private async ValueTask<ModuleResult[]> AskAsync(ModuleCall[] questions, CancellationToken cancellationToken)
    {
        if (questions.Length == 0)
        {
            return [];
        }

        var answers = await matcher.Get().InvokeAsync(questions, cancellationToken).ConfigureAwait(false);
        return answers.Count == questions.Length
            ? [.. answers]
            : throw new InvalidOperationException($"The matcher gave {answers.Count} results for {questions.Length} calls; expected is one for each.");
    }
}
