using Sdvp.Core.Modules;

namespace Sdvp.Core.Execution.Caching;

/// <summary>Keeps results in memory, up to a number of bytes; those not asked for longest go first. Thread-safe.</summary>
public sealed class MemoryCallCache : ICallCache
{
    private const int EntrySize = 400;

    private readonly Lock _lock = new();
    private readonly Dictionary<CallKey, LinkedListNode<(CallKey Key, ModuleResult Result, long Size)>> _entries = [];
    private readonly LinkedList<(CallKey Key, ModuleResult Result, long Size)> _byUse = new();
    private readonly long _maxBytes;
    private long _bytes;

    /// <summary>Initialises a cache.</summary>
    /// <param name="maxBytes">About how many bytes the results may take, images that they hold on to included; at least 1. Default: 256 MiB.</param>
    public MemoryCallCache(long maxBytes = 256L << 20)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBytes, 1);
        _maxBytes = maxBytes;
    }

    /// <summary>Bytes that the results take, about.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
            {
                return _bytes;
            }
        }
    }

    /// <summary>Results in the cache.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<ModuleResult?> FindAsync(CallKey key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var entry))
            {
                return default;
            }

            _byUse.Remove(entry);
            _byUse.AddLast(entry);
            return new ValueTask<ModuleResult?>(entry.Value.Result);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The result failed.</exception>
    public ValueTask AddAsync(CallKey key, ModuleResult result, CancellationToken cancellationToken = default)
    {
        CallCacheChecks.RequireSuccess(key, result);
        var size = EntrySize + ResultSize.Of(result);
        if (size > _maxBytes)
        {
            return default;
        }

        lock (_lock)
        {
            if (_entries.ContainsKey(key))
            {
                return default;
            }

            _entries.Add(key, _byUse.AddLast((key, result, size)));
            _bytes += size;
            while (_bytes > _maxBytes)
            {
                var oldest = _byUse.First!;
                _byUse.RemoveFirst();
                _entries.Remove(oldest.Value.Key);
                _bytes -= oldest.Value.Size;
            }
        }

        return default;
    }
}
