using System.Runtime.CompilerServices;

namespace Sdvp.Core.Execution;

/// <summary>One stream of runs: skips what the store holds, keeps what ends, reports. Used by one consumer.</summary>
internal sealed class RunStream(RunStreamOptions options, TimeProvider time)
{
    private readonly long _begin = time.GetTimestamp();
    private long _lastReport = long.MinValue;
    private long _done;
    private long _skipped;
    private long _failed;
    private long _fellBack;

    /// <summary>Leaves out the requests whose runs are in the store.</summary>
    /// <param name="requests">The requests.</param>
    /// <param name="cancellationToken">Ends the wait for the next.</param>
    /// <returns>The others.</returns>
    public async IAsyncEnumerable<ProgramRequest> Filter(
        IAsyncEnumerable<ProgramRequest> requests, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var request in requests.WithCancellation(cancellationToken))
        {
            if (request is not null && options.Store?.Contains(request.Id) == true)
            {
                Interlocked.Increment(ref _skipped);
                continue;
            }

            yield return request!;
        }
    }

    /// <summary>Keeps and counts runs.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="cancellationToken">Stops the runs, besides the token that they were asked for with.</param>
    /// <returns>The same runs.</returns>
    public async IAsyncEnumerable<ProgramRun> Watch(
        IAsyncEnumerable<ProgramRun> runs, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var writer = options.Store is { } store ? new RunWriter(store, options.WriteBehind) : null;
        try
        {
            await foreach (var run in runs.WithCancellation(cancellationToken))
            {
                if (writer is not null)
                {
                    await writer.AddAsync(run);
                }

                _done++;
                _failed += run.Error is null ? 0 : 1;
                _fellBack += run.Error is null && run.Fallback is not null ? 1 : 0;
                Report(isLast: false);
                yield return run;
            }
        }
        finally
        {
            if (writer is not null)
            {
                await writer.DisposeAsync();
            }
        }

        Report(isLast: true);
    }

    private void Report(bool isLast)
    {
        if (options.Progress is not { } progress)
        {
            return;
        }

        var now = time.GetTimestamp();
        if (isLast || _lastReport == long.MinValue || time.GetElapsedTime(_lastReport, now) >= options.ProgressInterval)
        {
            _lastReport = now;
            progress.Report(new RunProgress(_done, Interlocked.Read(ref _skipped), options.Total, _failed, _fellBack, time.GetElapsedTime(_begin, now)));
        }
    }
}
