using System.Collections.Immutable;
using Sdvp.Core.Programs.Expressions.Syntax;

namespace Sdvp.Core.Programs.VisProg.Syntax;

/// <summary>Parses one step. Null where there is none to be had; then it is reported.</summary>
internal sealed class StepParser(ParserState state)
{
    private readonly ValueParser _values = new(state);

    private string Text => state.Text;

    /// <summary>Parses the step at the state's position, where its output's name stands, and moves behind it.</summary>
    /// <param name="completeSteps">Steps before this one, for the message of a cut-off program.</param>
    public StepSyntax? Parse(int completeSteps)
    {
        var start = state.Position;
        var output = ReadName();
        ReadEqualsSign();
        var next = Lookahead.SkipBlanks(Text, state.Position);
        if (next == Text.Length)
        {
            return CutOff(start, completeSteps);
        }

        if (Lookahead.SkipIdentifier(Text, next) == next)
        {
            return Refuse($"The name of a module is expected after '{output.Name}='; a step is written NAME=MODULE(argument=value).", next);
        }

        state.Position = next;
        var module = ReadName();
        next = Lookahead.SkipBlanks(Text, state.Position);
        if (next == Text.Length)
        {
            return CutOff(start, completeSteps);
        }

        if (Text[next] != '(')
        {
            return Refuse($"'(' is expected after '{module.Name}'; a step is written NAME=MODULE(argument=value).", next);
        }

        state.Position = next + 1;
        var arguments = ParseArguments(module.Name);
        return arguments is { } complete
            ? new StepSyntax(output, module, complete, state.Span(start, state.Position))
            : CutOff(start, completeSteps);
    }

    /// <summary>Reports a program that ends within a step, and moves to the end.</summary>
    public StepSyntax? CutOff(int start, int completeSteps)
    {
        var complete = completeSteps == 1 ? "1 complete step comes" : $"{completeSteps} complete steps come";
        state.Position = Text.Length;
        state.Diagnostics.Error(
            VisProgCodes.CutOff,
            $"The last step is incomplete: the text ends within it. {complete} before it. Let the program be written to its end.",
            state.Span(start, Lookahead.LineEnd(Text, start)));
        return null;
    }

    private StepSyntax? Refuse(string message, int position)
    {
        state.Diagnostics.Error(VisProgCodes.Syntax, message, state.Span(position, Math.Min(position + 1, Lookahead.LineEnd(Text, position))));
        state.Position = Lookahead.LineEnd(Text, position);
        return null;
    }

    private NamedSpan ReadName()
    {
        var start = state.Position;
        state.Position = Lookahead.SkipIdentifier(Text, start);
        return new NamedSpan(Text[start..state.Position], state.Span(start, state.Position));
    }

    private void ReadEqualsSign()
    {
        var start = Lookahead.SkipBlanks(Text, state.Position);
        var end = start;
        while (Lookahead.At(Text, end) is '=' or ':')
        {
            end++;
        }

        state.Position = end;
        if (end - start != 1)
        {
            state.Diagnostics.Error(VisProgCodes.EqualsSign, $"'=' is expected, but '{Text[start..end]}' is found; write one '='.", state.Span(start, end), "=");
        }
    }

    private ImmutableArray<ArgumentSyntax>? ParseArguments(string module)
    {
        var arguments = ImmutableArray.CreateBuilder<ArgumentSyntax>();
        var isComplete = false;
        while (true)
        {
            var (next, brokeLine) = state.Ahead();
            var c = Lookahead.At(Text, next);
            if (next < Text.Length && c == ')')
            {
                state.Position = next + 1;
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
                    state.Diagnostics.Error(VisProgCodes.Syntax, "An argument is expected before ','; leave the comma out.", state.Span(next, next + 1), "");
                }

                state.Position = next + 1;
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

    private void InsertParenthesis() => state.Diagnostics.Repair(
        VisProgCodes.MissingParenthesis, "The closing ')' of the step is missing; it is inserted here.", state.Span(state.Position, state.Position), ")");

    private ArgumentSyntax? ParseArgument(int start, string module)
    {
        state.Position = start;
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

        return value is null ? null : new ArgumentSyntax(name, value, state.Span(start, Math.Max(start, state.Position)));
    }

    /// <summary>Deals with what stands between a value and the next comma, parenthesis or end of the line.</summary>
    private ValueSyntax? ExpectDelimiter(ValueSyntax value)
    {
        var next = Lookahead.SkipBlanks(Text, state.Position);
        if (Lookahead.IsLineEnd(Text, next) || Text[next] is ',' or ')' or '#')
        {
            return value;
        }

        if (Lookahead.IsAssignment(Text, next))
        {
            state.Diagnostics.Error(VisProgCodes.Syntax, "',' is expected between two arguments.", state.Span(state.Position, next), ", ");
            return value;
        }

        var start = value.Span.Start;
        var end = Math.Max(next + 1, state.Delimiter(next));
        state.Position = end;
        if (value is NameSyntax or LiteralSyntax)
        {
            var phrase = Text[start..end].TrimEnd();
            var word = Text[next..Math.Max(next + 1, Lookahead.SkipIdentifier(Text, next))];
            var quoted = TextEscapes.Quote(phrase);
            state.Diagnostics.Error(
                VisProgCodes.UnquotedPhrase, $"Unexpected '{word}' after '{Text.AsSpan(start, value.Span.Length)}'; text stands in quotes: {quoted}.", state.Span(start, start + phrase.Length), quoted);
            return new InvalidSyntax(value.Span);
        }

        if (Lookahead.SkipTrivia(Text, end) == Text.Length)
        {
            return null;
        }

        if (value is not InvalidSyntax)
        {
            state.Diagnostics.Error(
                VisProgCodes.Syntax, $"',' or ')' is expected after the value, but '{Text[next]}' follows.", state.Span(next, end));
        }

        return new InvalidSyntax(value.Span);
    }
}
