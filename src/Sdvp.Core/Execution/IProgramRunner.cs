namespace Sdvp.Core.Execution;

/// <summary>Runs programs. Thread-safe; runs do not see each other.</summary>
public interface IProgramRunner
{
    /// <summary>Runs one program. A failed step gives a run with an error, not an exception.</summary>
    /// <param name="request">The program and its inputs.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>The run.</returns>
    Task<ProgramRun> RunAsync(ProgramRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Runs many programs together, so that modules see batches: pending calls are grouped by module whenever every program
    /// in flight waits. Results do not depend on how many run together.
    /// </summary>
    /// <param name="requests">The programs; read as they are needed.</param>
    /// <param name="cancellationToken">Stops all runs.</param>
    /// <returns>The runs, in the order of the requests.</returns>
    IAsyncEnumerable<ProgramRun> RunAsync(IEnumerable<ProgramRequest> requests, CancellationToken cancellationToken = default);

    /// <summary>
    /// Runs a stream of programs together: requests are taken as they come, at most as many as the runner has room for, so that a stream
    /// of any length holds only what is in flight.
    /// </summary>
    /// <param name="requests">The programs. Those that are there when the runner asks share batches; one that is waited for holds back none in flight.</param>
    /// <param name="options">Order, store and progress; null for the defaults.</param>
    /// <param name="cancellationToken">Stops all runs.</param>
    /// <returns>The runs.</returns>
    /// <remarks>A runner that does not override this runs one program after the other.</remarks>
    IAsyncEnumerable<ProgramRun> RunAsync(
        IAsyncEnumerable<ProgramRequest> requests, RunStreamOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        var stream = new RunStream(options ?? new RunStreamOptions(), TimeProvider.System);
        return stream.Watch(RunOneByOneAsync(), cancellationToken);

        async IAsyncEnumerable<ProgramRun> RunOneByOneAsync()
        {
            await foreach (var request in stream.Filter(requests, cancellationToken).ConfigureAwait(false))
            {
                yield return await RunAsync(request, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
