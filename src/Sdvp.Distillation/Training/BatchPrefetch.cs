namespace Sdvp.Distillation.Training;

/// <summary>Composes the batches of a training, each on a worker thread while the network is at work on the one before. The batches are the same as without.</summary>
internal sealed class BatchPrefetch(TrainingSet set, ProbeSampler? probes) : IDisposable
{
    private (int Step, Task<TrainingBatch> Batch)? _next;

    /// <summary>Takes a batch, and begins with the next one.</summary>
    /// <param name="step">The training step; of one thread at a time.</param>
    /// <returns>Its batch.</returns>
    public TrainingBatch Take(int step)
    {
        var taken = _next is { } next && next.Step == step ? next.Batch : Begin(step);
        var batch = taken.GetAwaiter().GetResult();
        _next = step + 1 < set.TotalSteps ? (step + 1, Begin(step + 1)) : null;
        return batch;
    }

    /// <summary>Waits for what is being composed, so that nobody asks a probe source after the training.</summary>
    public void Dispose()
    {
        if (_next is { } next)
        {
            // What goes wrong with a batch that is not trained on concerns nobody.
            Task.WhenAny(next.Batch).GetAwaiter().GetResult();
        }
    }

    private Task<TrainingBatch> Begin(int step)
    {
        var indices = set.Batch(step).ToArray();
        TrainingItem[] steps = [.. indices.Select(i => set.Items[i])];
        return Task.Run(() => new TrainingBatch(indices, steps, probes?.Draw(step, steps) ?? []));
    }
}
