using Sdvp.Modules.Text.Unicode;

namespace Sdvp.Modules.Text;

/// <summary>Cuts added tokens out of a text: at each place the longest one, from left to right.</summary>
internal sealed class AddedTokenSplitter
{
    private readonly Dictionary<string, AddedToken> _tokens;
    private readonly ILookup<char, string> _byFirst;

    public AddedTokenSplitter(IEnumerable<AddedToken> tokens)
    {
        _tokens = tokens.Where(token => token.Content.Length > 0).ToDictionary(token => token.Content, StringComparer.Ordinal);
        _byFirst = _tokens.Keys.OrderByDescending(content => content.Length).ToLookup(content => content[0]);
    }

    /// <summary>Cuts a text into pieces.</summary>
    /// <returns>The pieces in order; none is empty.</returns>
    public List<(string Text, bool IsAdded)> Split(string text)
    {
        var pieces = Cut(text);
        for (var index = 0; index < pieces.Count; index++)
        {
            if (_tokens.TryGetValue(pieces[index], out var token))
            {
                Settle(pieces, index, token);
            }
        }

        return [.. pieces.Where(piece => piece.Length > 0).Select(piece => (piece, _tokens.ContainsKey(piece)))];
    }

    private List<string> Cut(string text)
    {
        var pieces = new List<string>();
        var start = 0;
        for (var index = 0; index < text.Length;)
        {
            if (_byFirst[text[index]].FirstOrDefault(content => string.CompareOrdinal(text, index, content, 0, content.Length) == 0) is { } found)
            {
                if (index > start)
                {
                    pieces.Add(text[start..index]);
                }

                pieces.Add(found);
                start = index += found.Length;
            }
            else
            {
                index++;
            }
        }

        if (start < text.Length)
        {
            pieces.Add(text[start..]);
        }

        return pieces;
    }

    /// <summary>Lets a token have the white space that is its, and gives it back where it is no word of its own.</summary>
    private static void Settle(List<string> pieces, int index, AddedToken token)
    {
        var left = index > 0 ? pieces[index - 1] : string.Empty;
        var right = index < pieces.Count - 1 ? pieces[index + 1] : string.Empty;
        if (token.StripsRight && right.Length > 0)
        {
            pieces[index + 1] = PythonText.Strip(right, right: false);
        }

        if (token.StripsLeft && left.Length > 0)
        {
            pieces[index - 1] = PythonText.Strip(left, left: false);
        }

        if (token.IsSingleWord && left.Length > 0 && left[^1] != ' ')
        {
            pieces[index - 1] += token.Content;
            pieces[index] = string.Empty;
        }
        else if (token.IsSingleWord && right.Length > 0 && right[0] != ' ')
        {
            pieces[index + 1] = token.Content + pieces[index + 1];
            pieces[index] = string.Empty;
        }
    }
}
