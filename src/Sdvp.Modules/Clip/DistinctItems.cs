namespace Sdvp.Modules.Clip;

/// <summary>The different items of a batch, each once, and the place of every item among them.</summary>
internal sealed class DistinctItems<T>
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<T> _items = [];

    public IReadOnlyList<T> Items => _items;

    /// <summary>Adds an item unless one with its key is there.</summary>
    /// <returns>Its place.</returns>
    public int Add(string key, Func<T> make)
    {
        if (!_places.TryGetValue(key, out var place))
        {
            _places.Add(key, place = _items.Count);
            _items.Add(make());
        }

        return place;
    }
}
