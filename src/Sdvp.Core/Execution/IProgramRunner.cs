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
}
