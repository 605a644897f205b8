using System.Collections.Immutable;
using System.Globalization;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.VisProg.Syntax;

/// <summary>Parses the values of arguments. Null where the text ends before the value does: the program was cut off.</summary>
internal sealed class ValueParser(ParserState state, StepParser steps)
{
    private const int MaximumDepth = 64;

    private readonly QuotedTextReader _texts = new(state.Diagnostics);

    private readonly NestedCallParser _calls = new(state, steps);

    /// <summary>Whether the last value was quoted text that never ends: the rest of its line means nothing then.</summary>
    public bool LostLine { get; private set; }

    private string Text => state.Text;

    /// <param name="before">What stands before the value, for messages.</param>
    /// <param name="isExpression">Whether the value is EVAL's expression, whose quotes may be missing.</param>
    public ValueSyntax? Parse(string before, bool isExpression) => Parse(before, isExpression, 0);

    private ValueSyntax? Parse(string before, bool isExpression, int depth)
    {
        LostLine = false;
        var (start, brokeLine) = state.Ahead();
        if (start == Text.Length)
        {
            return null;
        }

        var c = Text[start];
        if (c is ',' or ')' or ']' || (brokeLine && Lookahead.IsStep(Text, start)))
        {
            var place = state.Span(state.Position, state.Position);
            state.Diagnostics.Error(VisProgCodes.Syntax, $"A value is expected after '{before}'.", place);
            return new InvalidSyntax(place);
        }

        state.Position = start;
        if (isExpression && !(QuoteMarks.StartsText(Text, start) && IsQuotedWhole(start)))
        {
            return ParseRawExpression();
        }

        if (QuoteMarks.StartsText(Text, start))
        {
            return ParseText();
        }

        if (Lookahead.SkipIdentifier(Text, start) is var end && end > start)
        {
            return ParseName(end);
        }

        if (char.IsAsciiDigit(c) || (c is '-' or '+' && char.IsAsciiDigit(Lookahead.At(Text, start + 1))))
        {
            return ParseNumber();
        }

        return c == '[' ? ParseList(depth + 1) : Unexpected(before);
    }

    private ValueSyntax? ParseText()
    {
        var start = state.Position;
        var position = start;
        var text = _texts.Read(ref position);
        state.Position = position;
        if (text is not null)
        {
            return text;
        }

        LostLine = true;
        var isLast = Lookahead.SkipTrivia(Text, position) == Text.Length;
        if (isLast && !Text.AsSpan(start, position - start).Contains(')'))
        {
            return null;
        }

        var span = state.Span(start, Lookahead.LineEnd(Text, start));
        state.Diagnostics.Error(
            VisProgCodes.UnterminatedText,
            $"The text that begins at column {span.Column} is never closed; add the closing quote before ',' or ')'.",
            span,
            fix: QuoteMarks.Close(state, start, span.End));
        return new InvalidSyntax(span);
    }

    private ValueSyntax? ParseName(int end)
    {
        var start = state.Position;
        var name = Text[start..end];
        var span = state.Span(start, end);
        state.Position = end;
        if (Lookahead.At(Text, Lookahead.SkipBlanks(Text, end)) == '(')
        {
            return _calls.Parse(new NamedSpan(name, span));
        }

        return name switch
        {
            "True" or "False" => new LiteralSyntax(new BooleanValue(name == "True"), span),
            "None" => new LiteralSyntax(ProgramValue.None, span),
            _ => new NameSyntax(name, span),
        };
    }

    private ValueSyntax ParseNumber()
    {
        var start = state.Position;
        var end = SkipDigits(start + 1);
        var isInteger = Lookahead.At(Text, end) != '.';
        end = isInteger ? end : SkipDigits(end + 1);
        state.Position = end;
        var span = state.Span(start, end);
        var digits = Text.AsSpan(start, end - start);
        if (isInteger && long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
        {
            return new LiteralSyntax(new IntegerValue(integer), span);
        }

        const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!isInteger && double.Parse(digits, Decimal, CultureInfo.InvariantCulture) is var number && double.IsFinite(number))
        {
            return new LiteralSyntax(new NumberValue(number), span);
        }

        state.Diagnostics.Error(VisProgCodes.NumberOutOfRange, $"The number is out of range; integers go from {long.MinValue} to {long.MaxValue}.", span);
        return new InvalidSyntax(span);
    }

    private int SkipDigits(int position)
    {
        while (char.IsAsciiDigit(Lookahead.At(Text, position)))
        {
            position++;
        }

        return position;
    }

    private ValueSyntax? ParseList(int depth)
    {
        var start = state.Position++;
        if (depth > MaximumDepth)
        {
            state.Position = Lookahead.LineEnd(Text, start);
            state.Diagnostics.Error(VisProgCodes.TooLarge, $"Lists may be nested {MaximumDepth} deep.", state.Span(start, start + 1));
            LostLine = true;
            return new InvalidSyntax(state.Span(start, start + 1));
        }

        var items = ImmutableArray.CreateBuilder<ValueSyntax>();
        while (true)
        {
            var (next, _) = state.Ahead();
            if (Lookahead.At(Text, next) == ']')
            {
                state.Position = next + 1;
                return new ListSyntax(items.ToImmutable(), state.Span(start, next + 1));
            }

            var item = Parse("[", false, depth);
            if (item is null || LostLine)
            {
                return item;
            }

            items.Add(item);
            (next, _) = state.Ahead();
            if (Lookahead.At(Text, next) == ',')
            {
                state.Position = next + 1;
            }
            else if (next == Text.Length)
            {
                return null;
            }
            else if (Text[next] != ']')
            {
                var span = state.Span(next, next + 1);
                state.Diagnostics.Error(VisProgCodes.Syntax, $"',' or ']' is expected in the list, but '{Text[next]}' follows.", span);
                state.Position = state.Delimiter(next);
                return new InvalidSyntax(span);
            }
        }
    }

    private RawExpressionSyntax ParseRawExpression()
    {
        var start = state.Position;
        var position = start;
        for (var depth = 0; !Lookahead.IsLineEnd(Text, position);)
        {
            var c = Text[position];
            if (c == ')' && depth-- == 0)
            {
                break;
            }

            depth += c == '(' ? 1 : 0;
            position = QuoteMarks.IsPlain(c) ? state.SkipQuoted(position) : position + 1;
        }

        state.Position = position;
        var text = Text[start..position].TrimEnd();
        return new RawExpressionSyntax(text, state.Span(start, start + text.Length));
    }

    // "'yes' if {A} else 'no'" begins with a quote, and is not quoted.
    private bool IsQuotedWhole(int start)
    {
        while (!QuoteMarks.IsQuote(Text[start]))
        {
            start++;
        }

        var end = QuoteMarks.IsPlain(Text[start]) ? state.SkipQuotedWithEscapes(start) : start + 1;
        var next = Lookahead.SkipBlanks(Text, end);
        if (end == start + 1 || end == start + 2 || Lookahead.IsLineEnd(Text, next))
        {
            return true;
        }

        var word = Text[next..Lookahead.SkipIdentifier(Text, next)];
        return word.Length == 0
            ? !"=!<>+-*/%".Contains(Text[next], StringComparison.Ordinal)
            : word is not ("if" or "and" or "or" or "xor" or "in" or "not" or "is");
    }

    private InvalidSyntax Unexpected(string before)
    {
        var start = state.Position;
        state.Position = Math.Max(start + 1, state.Delimiter(start));
        var span = state.Span(start, state.Position);
        state.Diagnostics.Error(
            VisProgCodes.Syntax, $"A value is expected after '{before}': text in quotes, a number, a list or a variable, not '{Text[start]}'.", span);
        return new InvalidSyntax(span);
    }
}
