using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Sdvp.Core.Execution.Replay;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Recording;

namespace Sdvp.Core.Execution;

/// <summary>
/// Runs programs and batches the module calls of those that run together. Which calls share a batch follows from the requests
/// alone, never from timing: calls wait until every program in flight waits, then the module with the most waiting calls
/// answers them in the order of requests, at most <see cref="ProgramRunnerOptions.MaxBatchSize"/> at a time, calls of like length together
/// where it is an <see cref="IPaddedModule"/>. <see cref="IInstantModule"/>s answer at once. Each run keeps the modules that were registered
/// when it began. Equal calls are made once, see <see cref="ProgramRunnerOptions.SharedResultBytes"/>.
/// </summary>
/// <remarks>
/// Thread-safe, and meant to be shared: several callers have an equal part of the programs in flight, and a module answers one batch at a time,
/// in which calls of several callers go together when they came while it was at work. One caller's failures, cancellation or slow programs do not
/// disturb the others. Cancellation ends when the modules in use have honoured it, except that a batch shared with other callers goes on for them.
/// Programs compute on the thread pool; many short ones in turn on one thread, so a program does not block a thread to wait for another
/// program. A slow consumer of many runs holds its own programs back.
/// </remarks>
public sealed class ProgramRunner : IProgramRunner
{
    private readonly RunnerServices _services;

    /// <summary>Initialises a runner.</summary>
    /// <param name="registry">The modules.</param>
    /// <param name="languages">The languages, each name once.</param>
    /// <param name="options">Scheduling; null for the defaults.</param>
    /// <param name="recorders">Take every record when its call has ended; null for none. One that throws stops all runs.</param>
    /// <param name="timeProvider">Measures durations; null for the system's clock.</param>
    /// <param name="logger">Takes failures as warnings, runs as debug messages; null for none.</param>
    /// <exception cref="ArgumentException">Two languages have one name, or an option is out of range.</exception>
    public ProgramRunner(
        IModuleRegistry registry,
        IEnumerable<IProgramLanguage> languages,
        ProgramRunnerOptions? options = null,
        IEnumerable<IStepRecorder>? recorders = null,
        TimeProvider? timeProvider = null,
        ILogger<ProgramRunner>? logger = null)
        : this(registry, languages, options, recorders, timeProvider, logger, recorded: null)
    {
    }

    internal ProgramRunner(
        IModuleRegistry registry,
        IEnumerable<IProgramLanguage> languages,
        ProgramRunnerOptions? options,
        IEnumerable<IStepRecorder>? recorders,
        TimeProvider? timeProvider,
        ILogger<ProgramRunner>? logger,
        RecordedRuns? recorded)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(languages);
        options ??= new ProgramRunnerOptions();
        if (options.FindProblems().FirstOrDefault() is { } problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }

        var log = logger ?? (ILogger)NullLogger<ProgramRunner>.Instance;
        var nested = new NestedUse();
        _services = new RunnerServices
        {
            Registry = registry,
            Languages = ByName(languages),
            MaxConcurrentPrograms = options.MaxConcurrentPrograms,
            MaxBatchSize = options.MaxBatchSize,
            SharedResultBytes = options.SharedResultBytes,
            Cache = options.Cache,
            Fallback = options.Fallback,
            Recorded = recorded,
            Recorders = [.. recorders ?? []],
            Time = timeProvider ?? TimeProvider.System,
            Logger = log,
            Invoker = new ModuleInvoker(log, nested),
            Nested = nested,
            Seats = new SemaphoreSlim(options.MaxConcurrentPrograms),
        };
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">No language of the program's name is registered.</exception>
    public async Task<ProgramRun> RunAsync(ProgramRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ProgramRun? ended = null;
        var session = new RunSession(_services, new RequestSource([request]), inOrder: true, Take, cancellationToken);
        await Task.Run(session.RunAsync, CancellationToken.None).ConfigureAwait(false);
        return ended ?? throw new InvalidOperationException($"The run {request.Id} ended without a result.");

        ValueTask Take(ProgramRun run)
        {
            ended = run;
            return default;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">No language of a program's name is registered.</exception>
    public IAsyncEnumerable<ProgramRun> RunAsync(IEnumerable<ProgramRequest> requests, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        return RunManyAsync(_ => new RequestSource(requests), inOrder: true, cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">No language of a program's name is registered.</exception>
    /// <remarks>
    /// Batches follow from the requests alone where those are there when the runner asks for them; where it has to wait for one, what is in
    /// flight goes on meanwhile.
    /// </remarks>
    public IAsyncEnumerable<ProgramRun> RunAsync(
        IAsyncEnumerable<ProgramRequest> requests, RunStreamOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        options ??= new RunStreamOptions();
        var stream = new RunStream(options, _services.Time);
        var runs = RunManyAsync(
            stop => new RequestSource(stream.Filter(requests, stop), stop), options.Order == RunOrder.AsRequested, cancellationToken);
        return stream.Watch(runs, cancellationToken);
    }

    /// <summary>Callers that run programs at this moment.</summary>
    internal int Sessions => _services.Sessions;

    /// <summary>Seats that no caller holds.</summary>
    internal int FreeSeats => _services.Seats.CurrentCount;

    /// <summary>Callers whose batches wait for a module at this moment.</summary>
    internal int WaitingBatches(IVisualModule module) => _services.WaitingFor(module);

    private static ImmutableDictionary<string, IProgramLanguage> ByName(IEnumerable<IProgramLanguage> languages)
    {
        var byName = ImmutableDictionary.CreateBuilder<string, IProgramLanguage>(StringComparer.Ordinal);
        foreach (var language in languages)
        {
            if (!byName.TryAdd(language.Name, language))
            {
                throw new ArgumentException($"Two languages are named {language.Name}; register one.", nameof(languages));
            }
        }

        return byName.ToImmutable();
    }

    private async IAsyncEnumerable<ProgramRun> RunManyAsync(
        Func<CancellationToken, RequestSource> requests, bool inOrder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var finished = Channel.CreateBounded<ProgramRun>(
            new BoundedChannelOptions(_services.MaxConcurrentPrograms) { SingleReader = true, SingleWriter = true });
        var token = stop.Token;
        var running = Task.Run(RunSessionAsync, CancellationToken.None);
        try
        {
            await foreach (var run in finished.Reader.ReadAllAsync(CancellationToken.None))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return run;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await EndAsync(running, token);
        }

        cancellationToken.ThrowIfCancellationRequested();

        async Task RunSessionAsync()
        {
            try
            {
                await new RunSession(_services, requests(token), inOrder, run => finished.Writer.WriteAsync(run, token), token).RunAsync();
            }
            finally
            {
                finished.Writer.Complete();
            }
        }
    }

    /// <summary>Waits until nothing is at work; only the session's own stop is no error.</summary>
    private static async Task EndAsync(Task running, CancellationToken stop)
    {
        try
        {
            await running;
        }
        catch (OperationCanceledException error) when (error.CancellationToken == stop)
        {
            // The consumer left, or cancelled: then its own token throws.
        }
    }
}
