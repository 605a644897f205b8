using System.Collections.Immutable;
using System.Text;
using Sdvp.Core.Programs.Expressions.Syntax;

namespace Sdvp.Core.Programs.VisProg.Syntax;

/// <summary>Reads quoted text, and repairs the quotes that language models get wrong.</summary>
internal sealed class QuotedTextReader(ProgramDiagnostics diagnostics)
{
    private readonly Dictionary<(int LineEnd, char Quote), int> _lastClosing = [];

    private string Source => diagnostics.Source.Text;

    /// <summary>Reads one or more adjacent quoted texts at <paramref name="position"/> and moves behind them.</summary>
    /// <returns>The text; null where it never ends. Then the position is at the end of the line, and nothing is reported yet.</returns>
    public TextSyntax? Read(ref int position)
    {
        var start = position;
        var text = new StringBuilder();
        var offsets = ImmutableArray.CreateBuilder<int>();
        var isFormat = false;
        int end;
        do
        {
            if (!ReadOne(ref position, text, offsets, ref isFormat))
            {
                return null;
            }

            end = position;
            position = Lookahead.SkipBlanks(Source, position);
        }
        while (QuoteMarks.StartsText(Source, position));

        position = end;
        offsets.Add(end - 1);
        return new TextSyntax(text.ToString(), offsets.ToImmutable(), isFormat, diagnostics.Span(start, end));
    }

    private bool ReadOne(ref int position, StringBuilder text, ImmutableArray<int>.Builder offsets, ref bool isFormat)
    {
        var raw = false;
        var start = position;
        while (!QuoteMarks.IsQuote(Source[position]))
        {
            isFormat |= Source[position] is 'f' or 'F';
            raw |= Source[position++] is 'r' or 'R';
        }

        var quote = Source[position];
        var isTriple = QuoteMarks.IsPlain(quote) && Source.AsSpan(position).StartsWith([quote, quote, quote]);
        var content = position + (isTriple ? 3 : 1);
        var end = isTriple ? FindTripleEnd(content, quote) : FindEnd(content, quote);
        if (end < 0)
        {
            position = isTriple ? Source.Length : Lookahead.LineEnd(Source, start);
            return false;
        }

        if (!QuoteMarks.IsPlain(quote) || !QuoteMarks.IsPlain(Source[end]))
        {
            var inner = Source[content..end];
            diagnostics.Repair(
                VisProgCodes.SmartQuotes, "Typographic quotes are taken for plain ones; write ' or \".", diagnostics.Span(position, end + 1), TextEscapes.Quote(inner));
        }

        Append(content, end, raw, text, offsets);
        position = end + (isTriple ? 3 : 1);
        return true;
    }

    private void Append(int position, int end, bool raw, StringBuilder text, ImmutableArray<int>.Builder offsets)
    {
        while (position < end)
        {
            var before = text.Length;
            var read = 1;
            if (Source[position] == '\\' && !raw)
            {
                read = TextEscapes.Read(Source.AsSpan(position, end - position), text);
            }
            else
            {
                text.Append(Source[position]);
            }

            for (var i = before; i < text.Length; i++)
            {
                offsets.Add(position + Math.Min(i - before, read - 1));
            }

            position += read;
        }
    }

    private int FindTripleEnd(int position, char quote)
    {
        for (; position < Source.Length; position++)
        {
            if (Source[position] == '\\')
            {
                position++;
            }
            else if (Source.AsSpan(position).StartsWith([quote, quote, quote]))
            {
                return position;
            }
        }

        return -1;
    }

    private int FindEnd(int content, char quote)
    {
        if (!QuoteMarks.IsPlain(quote))
        {
            return FindEnd(content, quote, QuoteMarks.KindOf(quote));
        }

        var end = FindEnd(content, quote, quote.ToString());
        return end >= 0 ? end : FindEnd(content, quote, QuoteMarks.KindOf(quote));
    }

    private int FindEnd(int position, char quote, string closers)
    {
        for (; !Lookahead.IsLineEnd(Source, position); position++)
        {
            var c = Source[position];
            if (c == '\\')
            {
                position += Lookahead.At(Source, position + 1) == '\r' && Lookahead.At(Source, position + 2) == '\n' ? 2 : 1;
            }
            else if (closers.Contains(c, StringComparison.Ordinal))
            {
                if (Closes(position) || position >= LastClosing(position, quote, closers))
                {
                    return position;
                }

                diagnostics.Repair(
                    VisProgCodes.Apostrophe,
                    $"The quote inside the text is taken literally, because neither ',' nor ')' follows; write \\{c}, or put the text in the other kind of quotes.",
                    diagnostics.Span(position, position + 1),
                    $"\\{c}");
            }
        }

        return -1;
    }

    /// <summary>Whether what follows the quote at a position is what follows the end of a text.</summary>
    private bool Closes(int position)
    {
        if (IsBeforeDelimiter(position))
        {
            return true;
        }

        var next = Lookahead.SkipBlanks(Source, position + 1);
        return QuoteMarks.IsPlain(Source[next])
            ? !(next == position + 1 && Source[next] == Source[position] && IsBeforeDelimiter(next))
            : Lookahead.IsAssignment(Source, next);
    }

    private bool IsBeforeDelimiter(int position)
    {
        var next = Lookahead.SkipBlanks(Source, position + 1);
        return Lookahead.IsLineEnd(Source, next) || Source[next] is ',' or ')' or ']' or ';' or '#';
    }

    // The last mark on the line that surely closes. Kept for each line, so that hostile lines of many quotes cost linear time.
    private int LastClosing(int position, char quote, string closers)
    {
        var lineEnd = Lookahead.LineEnd(Source, position);
        var key = (lineEnd, closers.Length == 1 ? quote : closers[1]);
        if (!_lastClosing.TryGetValue(key, out var last))
        {
            last = -1;
            for (var i = lineEnd - 1; i >= 0 && !Lookahead.IsLineEnd(Source, i); i--)
            {
                if (closers.Contains(Source[i], StringComparison.Ordinal) && Source[Math.Max(0, i - 1)] != '\\' && IsBeforeDelimiter(i))
                {
                    last = i;
                    break;
                }
            }

            _lastClosing.Add(key, last);
        }

        return last;
    }
}
