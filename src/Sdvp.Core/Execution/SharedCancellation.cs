namespace Sdvp.Core.Execution;

/// <summary>Cancels a batch when everyone who waits for it has given up.</summary>
internal sealed class SharedCancellation : IDisposable
{
    private readonly List<CancellationTokenRegistration> _registrations = [];
    private readonly CancellationTokenSource? _source;
    private int _waiting;

    public SharedCancellation(List<QueuedBatch> batches)
    {
        if (batches.Count == 1)
        {
            Token = batches[0].CancellationToken;
            return;
        }

        _source = new CancellationTokenSource();
        Token = _source.Token;
        _waiting = batches.Count;
        foreach (var batch in batches)
        {
            _registrations.Add(batch.CancellationToken.UnsafeRegister(static state => ((SharedCancellation)state!).GiveUpOne(), this));
        }
    }

    public CancellationToken Token { get; }

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _source?.Dispose();
    }

    private void GiveUpOne()
    {
        if (Interlocked.Decrement(ref _waiting) == 0)
        {
            _source!.Cancel();
        }
    }
}
