using System.Text;

namespace Sdvp.Core.Programs.Viper.Values;

/// <summary>Text. Python counts code points, .NET counts UTF-16 units: they differ only where a surrogate is in the text.</summary>
internal sealed class PyText : PyObject
{
    private static readonly PyText[] Characters = [.. Enumerable.Range(0, 256).Select(c => new PyText(((char)c).ToString()))];

    private readonly string _value;
    private int[]? _starts;

    private PyText(string value) => _value = value;

    public static PyText Empty { get; } = new("");

    public string Value => _value;

    public override PyType Type => Types.Text;

    public override bool IsTrue => _value.Length > 0;

    /// <summary>Code points.</summary>
    public int Length => IsPlain ? _value.Length : Starts.Length - 1;

    private bool IsPlain => _starts is null && !_value.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF');

    // Where each code point begins, and the end.
    private int[] Starts => _starts ??= FindStarts();

    public static PyText Of(string value) =>
        value.Length == 0 ? Empty : value.Length == 1 && value[0] < Characters.Length ? Characters[value[0]] : new PyText(value);

    public static PyText Of(char value) => value < Characters.Length ? Characters[value] : new PyText(value.ToString());

    /// <summary>The UTF-16 offset of a code point, or of the end.</summary>
    public int OffsetOf(int index) => IsPlain ? index : Starts[index];

    /// <summary>The code point that a UTF-16 offset belongs to.</summary>
    public int IndexOf(int offset)
    {
        if (IsPlain)
        {
            return offset;
        }

        var index = Array.BinarySearch(Starts, offset);
        return index >= 0 ? index : ~index - 1;
    }

    public PyText CharacterAt(int index) =>
        IsPlain ? Of(_value[index]) : Of(_value[Starts[index]..Starts[index + 1]]);

    public string Part(int from, int to) => IsPlain ? _value[from..to] : _value[Starts[from]..Starts[to]];

    private int[] FindStarts()
    {
        var starts = new List<int>(_value.Length + 1);
        var offset = 0;
        foreach (var rune in _value.EnumerateRunes())
        {
            starts.Add(offset);

            // A lone surrogate is enumerated as a replacement character of the same length.
            offset += rune == Rune.ReplacementChar ? 1 : rune.Utf16SequenceLength;
        }

        starts.Add(offset);
        return [.. starts];
    }
}
