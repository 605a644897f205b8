using System.Collections.Immutable;
using Sdvp.Core.Programs.Expressions.Syntax;

namespace Sdvp.Core.Programs.VisProg.Syntax;

/// <summary>Parses one step. Null where there is none to be had; then it is reported.</summary>
internal sealed class StepParser
{
    private readonly ParserState _state;
    private readonly ValueParser _values;

    public StepParser(ParserState state)
    {
        _state = state;
        _values = new ValueParser(state, this);
    }

    private string Text => _state.Text;

    /// <summary>Parses the step at the state's position, where its output's name stands, and moves behind it.</summary>
    /// <param name="completeSteps">Steps before this one, for the message of a cut-off program.</param>
    public StepSyntax? Parse(int completeSteps)
    {
        var start = _state.Position;
        _state.StepStart = start;
        var output = ReadName();
        ReadEqualsSign(_state.Profile.Compatibility.AcceptDoubledEqualsSign);
        var next = Lookahead.SkipBlanks(Text, _state.Position);
        if (next == Text.Length)
        {
            return CutOff(start, completeSteps);
        }

        if (Lookahead.SkipIdentifier(Text, next) == next)
        {
            return Refuse($"The name of a module is expected after '{output.Name}='; a step is written NAME=MODULE(argument=value).", next);
        }

        _state.Position = next;
        var module = ReadName();
        next = Lookahead.SkipBlanks(Text, _state.Position);
        if (next == Text.Length)
        {
            return CutOff(start, completeSteps);
        }

        if (Text[next] != '(')
        {
            return Refuse($"'(' is expected after '{module.Name}'; a step is written NAME=MODULE(argument=value).", next);
        }

        _state.Position = next + 1;
        var arguments = ParseArguments(module.Name);
        return arguments is { } complete
            ? new StepSyntax(output, module, complete, _state.Span(start, _state.Position))
            : CutOff(start, completeSteps);
    }

    /// <summary>Reports a program that ends within a step, and moves to the end.</summary>
    public StepSyntax? CutOff(int start, int completeSteps)
    {
        var complete = completeSteps == 1 ? "1 complete step comes" : $"{completeSteps} complete steps come";
        _state.Position = Text.Length;
        _state.Diagnostics.Error(
            VisProgCodes.CutOff,
            $"The last step is incomplete: the text ends within it. {complete} before it. Let the program be written to its end.",
            _state.Span(start, Lookahead.LineEnd(Text, start)));
        return null;
    }

    private StepSyntax? Refuse(string message, int position)
    {
        _state.Diagnostics.Error(VisProgCodes.Syntax, message, _state.Span(position, Math.Min(position + 1, Lookahead.LineEnd(Text, position))));
        _state.Position = Lookahead.LineEnd(Text, position);
        return null;
    }

    private NamedSpan ReadName()
    {
        var start = _state.Position;
        _state.Position = Lookahead.SkipIdentifier(Text, start);
        return new NamedSpan(Text[start.._state.Position], _state.Span(start, _state.Position));
    }

    private void ReadEqualsSign(bool isAnyTaken = false)
    {
        var start = Lookahead.SkipBlanks(Text, _state.Position);
        var end = start;
        while (Lookahead.At(Text, end) is '=' or ':')
        {
            end++;
        }

        _state.Position = end;
        if (end - start != 1)
        {
            var found = Excerpt.Of(Text[start..end]);
            _state.Diagnostics.ErrorUnless(isAnyTaken, VisProgCodes.EqualsSign, $"'=' is expected, but '{found}' is found; write one '='.", _state.Span(start, end), "=");
        }
    }

    /// <summary>Parses arguments from behind the opening parenthesis to the closing one. Null where the text ends before.</summary>
    public ImmutableArray<ArgumentSyntax>? ParseArguments(string module)
    {
        var arguments = ImmutableArray.CreateBuilder<ArgumentSyntax>();
        var isComplete = false;
        while (true)
        {
            var (next, brokeLine) = _state.Ahead();
            var c = Lookahead.At(Text, next);
            if (next < Text.Length && c == ')')
            {
                _state.Position = next + 1;
                return arguments.ToImmutable();
            }

            if (isComplete && (next == Text.Length || (brokeLine && c != ',')))
            {
                InsertParenthesis();
                return arguments.ToImmutable();
            }

            if (next == Text.Length)
            {
                return null;
            }

            if (c == ',')
            {
                if (!isComplete)
                {
                    _state.Diagnostics.Error(VisProgCodes.Syntax, "An argument is expected before ','; leave the comma out.", _state.Span(next, next + 1), "");
                }

                _state.Position = next + 1;
                isComplete = false;
                continue;
            }

            if (ParseArgument(next, module) is not { } argument)
            {
                return null;
            }

            arguments.Add(argument);
            isComplete = true;
            if (_values.LostLine)
            {
                return arguments.ToImmutable();
            }
        }
    }

    private void InsertParenthesis() => _state.Diagnostics.Repair(
        VisProgCodes.MissingParenthesis, "The closing ')' of the step is missing; it is inserted here.", _state.Span(_state.Position, _state.Position), ")");

    private ArgumentSyntax? ParseArgument(int start, string module)
    {
        _state.Position = start;
        NamedSpan? name = null;
        var before = module + "(";
        var end = Lookahead.SkipIdentifier(Text, start);
        if (end > start && Lookahead.At(Text, Lookahead.SkipBlanks(Text, end)) == '=')
        {
            name = ReadName();
            ReadEqualsSign();
            before = name.Value.Name + "=";
        }

        var isExpression = name is { } given
            && given.Name.Equals(VisProgExpression.ParameterName, StringComparison.OrdinalIgnoreCase)
            && module.Equals(VisProgLanguage.EvalModule, StringComparison.OrdinalIgnoreCase);
        var value = _values.Parse(before, isExpression);
        if (value is null)
        {
            return null;
        }

        if (!_values.LostLine)
        {
            value = ExpectDelimiter(value);
        }

        return value is null ? null : new ArgumentSyntax(name, value, _state.Span(start, Math.Max(start, _state.Position)));
    }

    /// <summary>Deals with what stands between a value and the next comma, parenthesis or end of the line.</summary>
    private ValueSyntax? ExpectDelimiter(ValueSyntax value)
    {
        var next = Lookahead.SkipBlanks(Text, _state.Position);
        if (Lookahead.IsLineEnd(Text, next) || Text[next] is ',' or ')' or '#')
        {
            return value;
        }

        if (Lookahead.IsAssignment(Text, next))
        {
            _state.Diagnostics.Error(VisProgCodes.Syntax, "',' is expected between two arguments.", _state.Span(_state.Position, next), ", ");
            return value;
        }

        var start = value.Span.Start;
        var end = Math.Max(next + 1, _state.Delimiter(next));
        _state.Position = end;
        if (value is NameSyntax or LiteralSyntax)
        {
            var phrase = Text[start..end].TrimEnd();
            var word = Text[next..Math.Max(next + 1, Lookahead.SkipIdentifier(Text, next))];
            var quoted = TextEscapes.Quote(phrase);
            _state.Diagnostics.Error(
                VisProgCodes.UnquotedPhrase,
                $"Unexpected '{Excerpt.Of(word)}' after '{Excerpt.Of(Text[start..value.Span.End])}'; text stands in quotes: {Excerpt.Of(quoted)}.",
                _state.Span(start, start + phrase.Length),
                quoted);
            return new InvalidSyntax(value.Span);
        }

        if (Lookahead.SkipTrivia(Text, end) == Text.Length)
        {
            return null;
        }

        if (value is not InvalidSyntax)
        {
            _state.Diagnostics.Error(
                VisProgCodes.Syntax, $"',' or ')' is expected after the value, but '{Text[next]}' follows.", _state.Span(next, end));
        }

        return new InvalidSyntax(value.Span);
    }
}
