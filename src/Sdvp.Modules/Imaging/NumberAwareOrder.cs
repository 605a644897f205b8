namespace Sdvp.Modules.Imaging;

/// <summary>Orders names by ordinal, but runs of digits in them by their values: <c>frame2</c> comes before <c>frame10</c>.</summary>
internal sealed class NumberAwareOrder : IComparer<string>
{
    private NumberAwareOrder()
    {
    }

    public static NumberAwareOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var (a, b) = (x ?? "", y ?? "");
        var (i, j) = (0, 0);
        while (i < a.Length && j < b.Length)
        {
            var order = char.IsAsciiDigit(a[i]) && char.IsAsciiDigit(b[j])
                ? CompareNumbers(Digits(a, ref i), Digits(b, ref j))
                : a[i++].CompareTo(b[j++]);
            if (order != 0)
            {
                return order;
            }
        }

        var rest = (a.Length - i).CompareTo(b.Length - j);
        return rest != 0 ? rest : string.CompareOrdinal(a, b);
    }

    private static ReadOnlySpan<char> Digits(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return text.AsSpan(start, at - start).TrimStart('0');
    }

    private static int CompareNumbers(ReadOnlySpan<char> a, ReadOnlySpan<char> b) =>
        a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.SequenceCompareTo(b);
}
