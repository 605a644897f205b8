using System.Collections.Immutable;
using System.Text;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.Expressions.Syntax;

/// <summary>Reads quoted text with escapes and holes.</summary>
internal static class QuotedTextScanner
{
    /// <summary>Reads the text at <paramref name="position"/>, where its prefix or quote stands, and moves behind it.</summary>
    /// <returns>A literal or a template, or null where there is a diagnostic instead.</returns>
    public static ExpressionNode? Scan(SourceText source, ref int position, DiagnosticBag diagnostics)
    {
        var text = source.Text;
        var start = position;
        var raw = false;
        while (text[position] is not ('\'' or '"'))
        {
            raw |= text[position++] is 'r' or 'R';
        }

        var quote = text[position];
        var marks = text.AsSpan(position).StartsWith([quote, quote, quote]) ? 3 : 1;
        var content = position + marks;
        var end = FindEnd(text, content, quote, marks);
        if (end < 0)
        {
            diagnostics.Error(
                ExpressionCodes.UnterminatedText,
                $"The text that begins here with {quote} is never closed; add the closing {quote}.",
                source.Span(start, text.Length - start));
            position = text.Length;
            return null;
        }

        position = end + marks;
        return ReadContent(source, content, end, raw, source.Span(start, position - start), diagnostics);
    }

    private static int FindEnd(string text, int position, char quote, int marks)
    {
        for (; position < text.Length; position++)
        {
            if (text[position] == '\\')
            {
                position++;
            }
            else if (text[position] == quote && (marks == 1 || text.AsSpan(position).StartsWith([quote, quote, quote])))
            {
                return position;
            }
        }

        return -1;
    }

    private static ExpressionNode? ReadContent(SourceText source, int position, int end, bool raw, SourceSpan span, DiagnosticBag diagnostics)
    {
        var parts = ImmutableArray.CreateBuilder<ExpressionNode>();
        var run = new StringBuilder();
        var runStart = position;
        var valid = true;
        while (position < end)
        {
            var c = source.Text[position];
            if (c is '{' or '}' && position + 1 < end && source.Text[position + 1] == c)
            {
                run.Append(c);
                position += 2;
            }
            else if (c == '{')
            {
                CloseRun(position);
                var hole = HoleScanner.Scan(source, ref position, end, diagnostics);
                runStart = position;
                valid &= hole is not null;
                if (hole is not null)
                {
                    parts.Add(hole);
                }
            }
            else if (c == '}')
            {
                diagnostics.Error(
                    ExpressionCodes.Syntax, "A '}' without its '{'; a brace that is meant as text is written twice.", source.Span(position, 1), "}}");
                valid = false;
                position++;
            }
            else if (c == '\\' && !raw)
            {
                position += TextEscapes.Read(source.Text.AsSpan(position, end - position), run);
            }
            else
            {
                run.Append(c);
                position++;
            }
        }

        CloseRun(end);
        return valid ? Build(parts.ToImmutable(), span) : null;

        void CloseRun(int runEnd)
        {
            if (run.Length > 0)
            {
                parts.Add(new LiteralNode(new TextValue(run.ToString()), source.Span(runStart, runEnd - runStart)));
                run.Clear();
            }
        }
    }

    private static ExpressionNode Build(ImmutableArray<ExpressionNode> parts, SourceSpan span) => parts switch
    {
        [] => new LiteralNode(new TextValue(""), span),
        [LiteralNode literal] => literal with { Span = span },
        _ => new TemplateNode(parts, span),
    };
}
