namespace Sdvp.Core.Programs.Viper.Values;

/// <summary>An integer of 64 bits; <see cref="PyBool"/> is one, as in Python.</summary>
internal class PyInteger(long value) : PyObject
{
    private const int SmallestCached = -16;
    private const int LargestCached = 1024;

    private static readonly PyInteger[] Cached = [.. Enumerable.Range(SmallestCached, LargestCached - SmallestCached + 1).Select(i => new PyInteger(i))];

    public long Value { get; } = value;

    public override PyType Type => Types.Int;

    public override bool IsTrue => Value != 0;

    public static PyInteger Of(long value) => value is >= SmallestCached and <= LargestCached ? Cached[value - SmallestCached] : new PyInteger(value);
}
