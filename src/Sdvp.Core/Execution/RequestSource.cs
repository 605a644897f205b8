namespace Sdvp.Core.Execution;

/// <summary>The requests of one session, one after the other, whether they are there or come by and by. Used by one at a time.</summary>
internal sealed class RequestSource : IAsyncDisposable
{
    private static readonly Task<bool> Yes = Task.FromResult(true);
    private static readonly Task<bool> No = Task.FromResult(false);

    private readonly IEnumerator<ProgramRequest>? _ready;
    private readonly IAsyncEnumerator<ProgramRequest>? _coming;
    private Task<bool>? _arriving;

    /// <summary>Requests that are there.</summary>
    /// <param name="requests">The requests.</param>
    public RequestSource(IEnumerable<ProgramRequest> requests) => _ready = requests.GetEnumerator();

    /// <summary>Requests that come by and by.</summary>
    /// <param name="requests">The requests.</param>
    /// <param name="cancellationToken">Ends the wait for the next.</param>
    public RequestSource(IAsyncEnumerable<ProgramRequest> requests, CancellationToken cancellationToken) =>
        _coming = requests.GetAsyncEnumerator(cancellationToken);

    /// <summary>The request that was taken last.</summary>
    public ProgramRequest Current => _ready is null ? _coming!.Current : _ready.Current;

    /// <summary>Looks for the next request, or goes on looking.</summary>
    /// <returns>Whether there is one; the same task until <see cref="TakeAsync"/>.</returns>
    public Task<bool> MoveNextAsync() => _arriving ??= _ready is not null
        ? _ready.MoveNext() ? Yes : No
        : _coming!.MoveNextAsync().AsTask();

    /// <summary>Takes the request that <see cref="MoveNextAsync"/> looked for.</summary>
    /// <returns>False where there are no more, now and ever after.</returns>
    public async ValueTask<bool> TakeAsync()
    {
        if (!await MoveNextAsync())
        {
            return false;
        }

        _arriving = null;
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        _ready?.Dispose();
        if (_coming is null)
        {
            return;
        }

        if (_arriving is not null)
        {
            // An enumerator cannot be disposed of while it moves; its own failure was or will be told elsewhere.
            await ((Task)_arriving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _coming.DisposeAsync();
    }
}
