using Sdvp.Core.Execution;
using Sdvp.Core.Teaching;
using Sdvp.Distillation.Labelling;

namespace Sdvp.Distillation.Training;

/// <summary>Runs the programs of examples with the modules that are registered now.</summary>
internal sealed class ProgramBatch
{
    private const int ChunkSize = 1024;

    private readonly IProgramRunner _runner;

    public ProgramBatch(IProgramRunner runner) => _runner = runner;

    /// <summary>Runs those programs that a store does not hold yet, and adds them to it.</summary>
    /// <returns>All runs, in the order of the examples.</returns>
    public async Task<IReadOnlyList<ProgramRun>> RecordAsync(
        IReadOnlyList<TaskExample> examples, ProgramRunStore store, PhaseProgress progress, CancellationToken cancellationToken)
    {
        var runs = new List<ProgramRun>(examples.Count);
        var known = examples.Count(e => store.Contains(e.Id));
        progress.Report(known, examples.Count, null);
        // A network's results may depend on their batch in the last bits, and batches follow from what is run together. So a chunk that
        // was interrupted is run again as a whole, and what is recorded does not depend on the interruption.
        foreach (var chunk in examples.Chunk(ChunkSize))
        {
            var fresh = new Dictionary<string, ProgramRun>(StringComparer.Ordinal);
            if (!chunk.All(e => store.Contains(e.Id)))
            {
                await foreach (var run in _runner.RunAsync(chunk.Select(ToRequest), cancellationToken).ConfigureAwait(false))
                {
                    if (!store.Contains(run.Id))
                    {
                        store.Append(run);
                        fresh.Add(run.Id, run);
                        progress.Report(++known, examples.Count, null);
                    }
                }
            }

            foreach (var example in chunk)
            {
                cancellationToken.ThrowIfCancellationRequested();
                runs.Add(fresh.GetValueOrDefault(example.Id) ?? store.Find(example.Id)
                    ?? throw new InvalidOperationException($"The runner gave no run for {example.Id}; expected is one for each request."));
            }
        }

        return runs;
    }

    /// <summary>Counts the programs that give the expected answer.</summary>
    public async Task<ProgramAccuracy> EvaluateAsync(IReadOnlyList<TaskExample> examples, PhaseProgress progress, CancellationToken cancellationToken)
    {
        var byId = examples.ToDictionary(e => e.Id, StringComparer.Ordinal);
        int done = 0, correct = 0, failed = 0;
        progress.Report(0, examples.Count, null);
        await foreach (var run in _runner.RunAsync(examples.Select(ToRequest), cancellationToken).ConfigureAwait(false))
        {
            failed += run.Error is null ? 0 : 1;
            correct += byId[run.Id].Answer is { } answer && AnswerAgreement.Agrees(run.Value, answer) ? 1 : 0;
            progress.Report(++done, examples.Count, null);
        }

        return new ProgramAccuracy(correct, failed, examples.Count);
    }

    private static ProgramRequest ToRequest(TaskExample example) => new(example.Id, example.Program, example.Inputs);
}
