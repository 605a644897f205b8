namespace Sdvp.Core.Programs;

/// <summary>A text that knows its lines, so that offsets become spans.</summary>
internal sealed class SourceText
{
    private readonly List<int> _lineStarts = [0];

    public SourceText(string text)
    {
        Text = text;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                _lineStarts.Add(i + 1);
            }
        }
    }

    public string Text { get; }

    public SourceSpan Span(int start, int length)
    {
        var line = _lineStarts.BinarySearch(start);
        line = line < 0 ? ~line - 1 : line;
        return new SourceSpan(start, length, line + 1, start - _lineStarts[line] + 1);
    }

    public int LineCount => _lineStarts.Count;

    /// <summary>The text of a line, without its end.</summary>
    public ReadOnlySpan<char> Line(int number)
    {
        var start = _lineStarts[number - 1];
        var end = number < _lineStarts.Count ? _lineStarts[number] : Text.Length;
        return Text.AsSpan(start, end - start).TrimEnd("\r\n");
    }

    /// <summary>Where a line begins and ends, without its end.</summary>
    public (int Start, int End) LineRange(int number)
    {
        var start = _lineStarts[number - 1];
        return (start, start + Line(number).Length);
    }
}
