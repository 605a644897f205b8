using System.Collections.Immutable;

namespace Sdvp.Core.Programs.VisProg.Syntax;

/// <summary>Parses a program's lines: steps, and what language models write around them.</summary>
internal sealed class ProgramParser
{
    /// <summary>The longest source, in UTF-16 units.</summary>
    public const int MaximumLength = 100_000;

    /// <summary>The most steps.</summary>
    public const int MaximumSteps = 500;

    private readonly ParserState _state;
    private readonly StepParser _steps;
    private readonly ImmutableArray<StepSyntax>.Builder _found = ImmutableArray.CreateBuilder<StepSyntax>();

    private ProgramParser(ParserState state)
    {
        _state = state;
        _steps = new StepParser(state);
    }

    private string Text => _state.Text;

    public static ImmutableArray<StepSyntax> Parse(ParserState state)
    {
        var parser = new ProgramParser(state);
        if (state.Text.Length > MaximumLength)
        {
            state.Diagnostics.Error(
                VisProgCodes.TooLarge, $"The program has {state.Text.Length} characters; at most {MaximumLength} are allowed.", state.Span(0, 0));
            return [];
        }

        while (state.Position < state.Text.Length && parser.ParseLine())
        {
        }

        return parser._found.ToImmutable();
    }

    private bool ParseLine()
    {
        var lineStart = _state.Position;
        var start = Lookahead.SkipBlanks(Text, lineStart);
        if (Lookahead.IsLineEnd(Text, start) || Text[start] == '#')
        {
            _state.Position = Lookahead.NextLine(Text, start);
        }
        else if (Text.AsSpan(start).StartsWith("```", StringComparison.Ordinal))
        {
            SkipLine(VisProgCodes.Fence, "A code fence is no part of the program; it is skipped.", start);
        }
        else
        {
            _state.Position = SkipLabel(start);
            if (start > lineStart && LooksLikeStep(_state.Position))
            {
                _state.Diagnostics.Repair(VisProgCodes.Indentation, "Steps are not indented; the white space is ignored.", _state.Span(lineStart, start), "");
            }

            return ParseStatements();
        }

        return true;
    }

    private bool ParseStatements()
    {
        while (true)
        {
            var start = _state.Position;
            if (!LooksLikeStep(start))
            {
                SkipProse(start);
                return true;
            }

            if (_steps.Parse(_found.Count) is { } step)
            {
                _found.Add(step);
            }

            if (_found.Count > MaximumSteps)
            {
                _state.Diagnostics.Error(VisProgCodes.TooLarge, $"A program has at most {MaximumSteps} steps.", _found[^1].Span);
                return false;
            }

            if (!MoveToNextStatement())
            {
                return true;
            }
        }
    }

    /// <summary>Moves behind what follows a step on its line.</summary>
    /// <returns>Whether another step begins on the same line.</returns>
    private bool MoveToNextStatement()
    {
        var next = Lookahead.SkipBlanks(Text, _state.Position);
        if (Lookahead.At(Text, next) == ';')
        {
            next = Lookahead.SkipBlanks(Text, next + 1);
            _state.Position = next;
            if (!Lookahead.IsLineEnd(Text, next) && Text[next] != '#')
            {
                return true;
            }
        }

        if (Lookahead.IsLineEnd(Text, next) || Text[next] == '#')
        {
            _state.Position = Lookahead.NextLine(Text, next);
            return false;
        }

        if (Lookahead.IsStep(Text, next))
        {
            _state.Diagnostics.Repair(VisProgCodes.TrailingText, "A line end or ';' is missing between two steps.", _state.Span(_state.Position, next), "; ");
            _state.Position = next;
            return true;
        }

        SkipLine(VisProgCodes.TrailingText, "The text behind the step is ignored.", next);
        return false;
    }

    /// <summary>Behind a label such as <c>1.</c> or <c>Step 1:</c> where a step follows it; the position itself where none does.</summary>
    private int SkipLabel(int start)
    {
        var position = start;
        while (char.IsAsciiDigit(Lookahead.At(Text, position)))
        {
            position++;
        }

        var end = position > start && Lookahead.At(Text, position) is ('.' or ')') ? position + 1
            : position == start && Lookahead.At(Text, position) is ('-' or '*' or '\u2022') ? position + 1
            : start;
        var step = Lookahead.SkipBlanks(Text, end);
        if (end > start && LooksLikeStep(step))
        {
            _state.Diagnostics.Repair(VisProgCodes.Label, "A label is no part of the step; it is skipped.", _state.Span(start, end), "");
            return step;
        }

        var line = Text.AsSpan(start, Lookahead.LineEnd(Text, start) - start);
        var colon = line.IndexOf(':');
        if (colon <= 0 || line[..colon].ContainsAny("=('\""))
        {
            return start;
        }

        step = Lookahead.SkipBlanks(Text, start + colon + 1);
        if (!Lookahead.IsStep(Text, step))
        {
            return start;
        }

        _state.Diagnostics.Repair(VisProgCodes.Prose, "The words before the step are skipped.", _state.Span(start, start + colon + 1), "");
        return step;
    }

    private bool LooksLikeStep(int start)
    {
        var end = Lookahead.SkipIdentifier(Text, start);
        var next = Lookahead.SkipBlanks(Text, end);
        return end > start && (Lookahead.At(Text, next) == '=' || Text.AsSpan(next).StartsWith(":=", StringComparison.Ordinal));
    }

    private void SkipProse(int start)
    {
        var end = Lookahead.SkipIdentifier(Text, start);
        var next = Lookahead.SkipBlanks(Text, end);
        var isCut = end > start && Lookahead.SkipTrivia(Text, end) == Text.Length && !_found.Any(s => s.Module.Name.Equals(VisProgLanguage.ResultModule, StringComparison.OrdinalIgnoreCase));
        if (isCut)
        {
            _steps.CutOff(start, _found.Count);
        }
        else if (IsCall(start, end) || IsCall(next, Lookahead.SkipIdentifier(Text, next)))
        {
            var span = _state.Span(start, Math.Max(end, start + 1));
            _state.Diagnostics.Error(VisProgCodes.EqualsSign, "'=' is expected: a step is written NAME=MODULE(argument=value), with the variable that takes the result first.", span);
            _state.Position = Lookahead.NextLine(Text, start);
        }
        else
        {
            SkipLine(VisProgCodes.Prose, "The line is no step; it is skipped.", start);
        }
    }

    private bool IsCall(int start, int end) =>
        end > start && Lookahead.At(Text, Lookahead.SkipBlanks(Text, end)) == '(' && _state.IsModule(Text.AsSpan(start, end - start));

    private void SkipLine(string code, string message, int start)
    {
        _state.Diagnostics.Repair(code, message, _state.Span(start, start + Text.AsSpan(start, Lookahead.LineEnd(Text, start) - start).TrimEnd().Length), "");
        _state.Position = Lookahead.NextLine(Text, start);
    }
}
