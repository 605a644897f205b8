using Microsoft.Extensions.Logging;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Recording;

namespace Sdvp.Core.Execution.Replay;

/// <summary>
/// Runs programs again without modules: every call is answered by what was recorded for the same run and step, failures and fallbacks
/// included. Values, records and errors are those of the recorded run; of a composite, and of the run itself, the duration is measured anew.
/// </summary>
/// <remarks>
/// Thread-safe where the store is. A call that is not in the record, or not the one that is, ends its run with an error whose cause is a
/// <see cref="MissingRecordException"/>, whatever program and fallback would make of it.
/// </remarks>
public sealed class ReplayRunner : IProgramRunner
{
    private readonly ProgramRunner _runner;

    /// <summary>Initialises a runner.</summary>
    /// <param name="store">Holds the runs; stays the caller's.</param>
    /// <param name="languages">The languages, each name once.</param>
    /// <param name="options">The options that the runs were recorded with; null for the defaults.</param>
    /// <param name="recorders">Take every record; null for none.</param>
    /// <param name="timeProvider">Measures durations; null for the system's clock.</param>
    /// <param name="logger">Takes failures as warnings; null for none.</param>
    /// <exception cref="ArgumentException">Two languages have one name, or an option is out of range.</exception>
    public ReplayRunner(
        ProgramRunStore store,
        IEnumerable<IProgramLanguage> languages,
        ProgramRunnerOptions? options = null,
        IEnumerable<IStepRecorder>? recorders = null,
        TimeProvider? timeProvider = null,
        ILogger<ProgramRunner>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        _runner = new ProgramRunner(new ModuleRegistry([]), languages, options, recorders, timeProvider, logger, new RecordedRuns(store.Find));
    }

    /// <inheritdoc/>
    public Task<ProgramRun> RunAsync(ProgramRequest request, CancellationToken cancellationToken = default) => _runner.RunAsync(request, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<ProgramRun> RunAsync(IEnumerable<ProgramRequest> requests, CancellationToken cancellationToken = default) =>
        _runner.RunAsync(requests, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<ProgramRun> RunAsync(
        IAsyncEnumerable<ProgramRequest> requests, RunStreamOptions? options = null, CancellationToken cancellationToken = default) =>
        _runner.RunAsync(requests, options, cancellationToken);
}
