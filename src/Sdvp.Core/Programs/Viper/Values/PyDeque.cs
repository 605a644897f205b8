namespace Sdvp.Core.Programs.Viper.Values;

/// <summary>A list with two ends; drops items at the other end where it is full.</summary>
internal sealed class PyDeque(List<PyObject> items, int? capacity) : PyObject
{
    public List<PyObject> Items => items;

    public int? Capacity => capacity;

    public override PyType Type => Types.Deque;

    public override bool IsTrue => items.Count > 0;

    public override IEnumerable<string> DataNames => ["maxlen"];

    public override PyObject? FindData(string name) => name != "maxlen" ? null : capacity is { } value ? PyInteger.Of(value) : PyNone.Instance;
}
