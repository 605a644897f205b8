using System.Diagnostics.CodeAnalysis;
using Sdvp.Core.Modules;

namespace Sdvp.Core.Execution.Caching;

/// <summary>
/// The results of one run set, by the content of their calls, so that equal calls are made once. The oldest go when the limit is reached.
/// What is found depends on what was added and in which order, not on who looked. Thread-safe.
/// </summary>
internal sealed class SharedResults(long maxBytes)
{
    private const int EntrySize = 160;

    private readonly Lock _lock = new();
    private readonly Dictionary<CallContent, ModuleResult> _results = [];
    private readonly Queue<(CallContent Content, long Size)> _oldest = new();
    private long _bytes;

    public bool TryGet(CallContent content, [MaybeNullWhen(false)] out ModuleResult result)
    {
        lock (_lock)
        {
            return _results.TryGetValue(content, out result);
        }
    }

    /// <summary>Adds a result; failures are not kept.</summary>
    /// <param name="content">The call.</param>
    /// <param name="result">Its result.</param>
    public void Add(CallContent content, ModuleResult result)
    {
        if (result.Error is not null)
        {
            return;
        }

        var size = EntrySize + content.Length + ResultSize.Of(result);
        if (size > maxBytes)
        {
            return;
        }

        lock (_lock)
        {
            if (!_results.TryAdd(content, result))
            {
                return;
            }

            _oldest.Enqueue((content, size));
            _bytes += size;
            while (_bytes > maxBytes)
            {
                var (oldest, oldestSize) = _oldest.Dequeue();
                _results.Remove(oldest);
                _bytes -= oldestSize;
            }
        }
    }
}
