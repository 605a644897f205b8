using System.Threading.Channels;

namespace Sdvp.Core.Execution;

/// <summary>Writes runs to a store behind whoever adds them. Used by one at a time.</summary>
internal sealed class RunWriter : IAsyncDisposable
{
    private readonly ProgramRunStore _store;
    private readonly Channel<ProgramRun>? _waiting;
    private readonly Task _writing;

    /// <summary>Initialises a writer.</summary>
    /// <param name="store">The store.</param>
    /// <param name="behind">Runs that may wait; 0 writes each at once.</param>
    public RunWriter(ProgramRunStore store, int behind)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(behind);
        _store = store;
        _waiting = behind == 0 ? null : Channel.CreateBounded<ProgramRun>(new BoundedChannelOptions(behind) { SingleReader = true, SingleWriter = true });
        _writing = _waiting is null ? Task.CompletedTask : Task.Run(() => WriteAsync(_waiting));
    }

    /// <summary>Adds a run; waits where too many wait.</summary>
    /// <param name="run">The run.</param>
    /// <returns>Ends when the run is written, or is going to be.</returns>
    /// <exception cref="IOException">This run, or one that was added before, cannot be written.</exception>
    public async ValueTask AddAsync(ProgramRun run)
    {
        if (_waiting is null)
        {
            _store.Append(run);
            return;
        }

        try
        {
            await _waiting.Writer.WriteAsync(run);
        }
        catch (ChannelClosedException)
        {
            // Writing has failed.
            await _writing;
            throw;
        }
    }

    /// <summary>Writes what waits.</summary>
    /// <returns>Ends when everything is written.</returns>
    /// <exception cref="IOException">A run cannot be written.</exception>
    public async ValueTask DisposeAsync()
    {
        _waiting?.Writer.TryComplete();
        await _writing;
    }

    private async Task WriteAsync(Channel<ProgramRun> waiting)
    {
        try
        {
            await foreach (var run in waiting.Reader.ReadAllAsync())
            {
                _store.Append(run);
            }
        }
        finally
        {
            waiting.Writer.TryComplete();
        }
    }
}
