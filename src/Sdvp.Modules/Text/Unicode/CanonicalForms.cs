using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Sdvp.Modules.Text.Unicode;

/// <summary>
/// Unicode's normal forms NFC and NFD. .NET leaves them to the system's ICU, and gives every text back unchanged where an application runs without it
/// (<c>InvariantGlobalization</c>); a tokenizer must not depend on that. Data of Unicode 14; later versions add characters and change none. Thread-safe.
/// </summary>
internal sealed class CanonicalForms
{
    private const int SBase = 0xAC00;
    private const int LBase = 0x1100;
    private const int VBase = 0x1161;
    private const int TBase = 0x11A7;
    private const int LCount = 19;
    private const int VCount = 21;
    private const int TCount = 28;
    private const int SCount = LCount * VCount * TCount;

    private static readonly Lazy<CanonicalForms> s_shared = new(() => new CanonicalForms());

    private readonly FrozenDictionary<int, int[]> _parts;
    private readonly FrozenDictionary<(int First, int Second), int> _wholes;
    private readonly FrozenDictionary<int, byte> _classes;

    private CanonicalForms()
    {
        var parts = new Dictionary<int, int[]>();
        var wholes = new Dictionary<(int, int), int>();
        var classes = new Dictionary<int, byte>();
        using var reader = new StreamReader(typeof(CanonicalForms).Assembly.GetManifestResourceStream("canonical.txt")!);
        while (reader.ReadLine() is { } line)
        {
            if (line[0] != '#')
            {
                Read(line, parts, wholes, classes);
            }
        }

        _parts = parts.ToFrozenDictionary();
        _wholes = wholes.ToFrozenDictionary();
        _classes = classes.ToFrozenDictionary();
    }

    /// <summary>Takes a text apart (NFD).</summary>
    public static string Decompose(string text) => IsLatin(text, '\u00C0') ? text : ToText(s_shared.Value.TakeApart(text));

    /// <summary>Takes a text apart and puts it together (NFC).</summary>
    public static string Compose(string text) => IsLatin(text, '\u0300') ? text : ToText(s_shared.Value.PutTogether(s_shared.Value.TakeApart(text)));

    /// <summary>Whether all characters lie before the first one that a form changes.</summary>
    private static bool IsLatin(string text, char end) => !text.AsSpan().ContainsAnyExceptInRange('\0', (char)(end - 1));

    private static void Read(string line, Dictionary<int, int[]> parts, Dictionary<(int, int), int> wholes, Dictionary<int, byte> classes)
    {
        var mark = line.AsSpan().IndexOfAny("=>:");
        if (line[mark] == ':')
        {
            var dash = line.IndexOf('-', StringComparison.Ordinal);
            for (var value = Hex(line.AsSpan(0, dash)); value <= Hex(line.AsSpan((dash + 1)..mark)); value++)
            {
                classes.Add(value, byte.Parse(line.AsSpan(mark + 1), NumberStyles.None, CultureInfo.InvariantCulture));
            }

            return;
        }

        var whole = Hex(line.AsSpan(0, mark));
        int[] pieces = [.. line[(mark + 1)..].Split(' ').Select(piece => Hex(piece))];
        parts.Add(whole, pieces);
        if (line[mark] == '=')
        {
            wholes.Add((pieces[0], pieces[1]), whole);
        }
    }

    private static int Hex(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private List<int> TakeApart(string text)
    {
        var result = new List<int>(text.Length + 8);
        for (var index = 0; index < text.Length;)
        {
            var isRune = Rune.TryGetRuneAt(text, index, out var rune);
            AddParts(isRune ? rune.Value : text[index], result);
            index += isRune ? rune.Utf16SequenceLength : 1;
        }

        // Marks behind a base: by their class, equal classes as they stood.
        for (var index = 1; index < result.Count; index++)
        {
            var (value, order) = (result[index], Class(result[index]));
            var place = index;
            for (; order != 0 && place > 0 && Class(result[place - 1]) > order; place--)
            {
                result[place] = result[place - 1];
            }

            result[place] = value;
        }

        return result;
    }

    private void AddParts(int value, List<int> result)
    {
        var syllable = value - SBase;
        if (syllable is >= 0 and < SCount)
        {
            result.Add(LBase + (syllable / (VCount * TCount)));
            result.Add(VBase + (syllable % (VCount * TCount) / TCount));
            if (syllable % TCount != 0)
            {
                result.Add(TBase + (syllable % TCount));
            }
        }
        else if (_parts.TryGetValue(value, out var parts))
        {
            Array.ForEach(parts, part => AddParts(part, result));
        }
        else
        {
            result.Add(value);
        }
    }

    private List<int> PutTogether(List<int> values)
    {
        var result = new List<int>(values.Count);
        var starter = -1;
        var last = -1;
        foreach (var value in values)
        {
            var order = Class(value);
            if (starter >= 0 && last < order && Whole(result[starter], value) is { } whole)
            {
                result[starter] = whole;
                continue;
            }

            if (order == 0)
            {
                starter = result.Count;
                last = -1;
            }
            else
            {
                last = order;
            }

            result.Add(value);
        }

        return result;
    }

    private int? Whole(int first, int second)
    {
        if (first is >= LBase and < LBase + LCount && second is >= VBase and < VBase + VCount)
        {
            return SBase + ((((first - LBase) * VCount) + second - VBase) * TCount);
        }

        if (first is >= SBase and < SBase + SCount && (first - SBase) % TCount == 0 && second is > TBase and < TBase + TCount)
        {
            return first + second - TBase;
        }

        return _wholes.TryGetValue((first, second), out var whole) ? whole : null;
    }

    private byte Class(int value) => _classes.GetValueOrDefault(value);

    private static string ToText(List<int> values)
    {
        var text = new StringBuilder(values.Count);
        foreach (var value in values)
        {
            _ = Rune.TryCreate(value, out var rune) ? text.Append(rune) : text.Append((char)value);
        }

        return text.ToString();
    }
}
