using static TorchSharp.torch;

namespace Sdvp.Modules.Text;

/// <summary>Rows of tokens as one rectangle; shorter rows end with padding.</summary>
internal static class TokenRows
{
    /// <summary>The tokens, <c>[rows, longest]</c>, Int64.</summary>
    public static Tensor ToTensor(IReadOnlyList<long[]> rows, long padding, Device device)
    {
        var longest = rows.Max(r => r.Length);
        var tokens = new long[rows.Count * longest];
        Array.Fill(tokens, padding);
        for (var i = 0; i < rows.Count; i++)
        {
            rows[i].CopyTo(tokens, i * longest);
        }

        return tensor(tokens, [rows.Count, longest], device: device);
    }

    /// <summary>Whether each of them is a token, not padding, row after row; null where all are.</summary>
    public static bool[]? IsToken(IReadOnlyList<long[]> rows)
    {
        var longest = rows.Max(r => r.Length);
        if (rows.All(r => r.Length == longest))
        {
            return null;
        }

        var isToken = new bool[rows.Count * longest];
        for (var i = 0; i < rows.Count; i++)
        {
            isToken.AsSpan(i * longest, rows[i].Length).Fill(true);
        }

        return isToken;
    }

    /// <summary>1 for tokens, 0 for padding, <c>[rows, longest]</c>, Int64; null where all are tokens.</summary>
    public static Tensor? ToMask(IReadOnlyList<long[]> rows, Device device)
    {
        if (IsToken(rows) is not { } isToken)
        {
            return null;
        }

        using var scope = NewDisposeScope();
        return tensor(isToken, [rows.Count, isToken.Length / rows.Count], device: device).to(int64).MoveToOuterDisposeScope();
    }
}
