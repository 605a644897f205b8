namespace Sdvp.Modules.Clip;

/// <summary>Texts that were encoded, by their wording; the oldest leave when it is full. Thread-safe.</summary>
internal sealed class ClipTextCache(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, float[]> _embeddings = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Gives the embeddings of texts; those that are not kept are encoded together, each once.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="encode">Encodes different texts.</param>
    /// <returns>An embedding for each different text.</returns>
    public IReadOnlyDictionary<string, float[]> Get(IEnumerable<string> texts, Func<IReadOnlyList<string>, IReadOnlyList<float[]>> encode)
    {
        var found = new Dictionary<string, float[]>(StringComparer.Ordinal);
        var missing = new List<string>();
        lock (_lock)
        {
            foreach (var text in texts.Distinct(StringComparer.Ordinal))
            {
                if (_embeddings.TryGetValue(text, out var embedding))
                {
                    found.Add(text, embedding);
                }
                else
                {
                    missing.Add(text);
                }
            }
        }

        if (missing.Count > 0)
        {
            var encoded = encode(missing);
            lock (_lock)
            {
                for (var i = 0; i < missing.Count; i++)
                {
                    found.Add(missing[i], encoded[i]);
                    Keep(missing[i], encoded[i]);
                }
            }
        }

        return found;
    }

    private void Keep(string text, float[] embedding)
    {
        if (capacity == 0 || !_embeddings.TryAdd(text, embedding))
        {
            return;
        }

        _order.Enqueue(text);
        if (_order.Count > capacity)
        {
            _embeddings.Remove(_order.Dequeue());
        }
    }
}
