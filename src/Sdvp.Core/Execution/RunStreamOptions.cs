namespace Sdvp.Core.Execution;

/// <summary>How a stream of requests is run.</summary>
public sealed record RunStreamOptions
{
    /// <summary>In which order runs come out. Default: <see cref="RunOrder.AsRequested"/>.</summary>
    public RunOrder Order { get; init; } = RunOrder.AsRequested;

    /// <summary>
    /// Takes every run, so that a stream that was interrupted goes on where it was: requests whose run is there are skipped, neither run
    /// nor handed out. Null for none. It stays the caller's.
    /// </summary>
    public ProgramRunStore? Store { get; init; }

    /// <summary>
    /// Runs that may wait to be written to the store while the stream goes on; at least 0. Everything is written when the stream ends or is left;
    /// a process that is killed runs what was not written again. 0 writes each run before it is handed out. Default: 64.
    /// </summary>
    public int WriteBehind { get; init; } = 64;

    /// <summary>Is told how far the stream has come; null for nobody.</summary>
    public IProgress<RunProgress>? Progress { get; init; }

    /// <summary>Time between two reports; the first run and the end are always reported. Default: a quarter of a second.</summary>
    public TimeSpan ProgressInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Requests altogether, for the time left; null where it is not known.</summary>
    public long? Total { get; init; }
}
