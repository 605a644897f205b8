namespace Sdvp.Core.Programs.VisProg.Syntax;

/// <summary>A call inside a call: parsed, to be lowered, where the profile says so; refused with the fix where it does not.</summary>
internal sealed class NestedCallParser(ParserState state, StepParser steps)
{
    private const int MaximumDepth = 8;

    // Enough for any program that someone mends; the search for a free name must not be what a hostile one buys time with.
    private const int MaximumFixes = 100;

    private int _depth;
    private int _fixes;
    private int _number;

    private string Text => state.Text;

    /// <summary>Reads the call at the state's position, where its name stands.</summary>
    /// <returns>The call, or that it was refused; null where the text ends within it.</returns>
    public ValueSyntax? Parse(NamedSpan name)
    {
        var open = Lookahead.SkipBlanks(Text, name.Span.End);
        if (!state.Profile.LowerNestedCalls || _depth == MaximumDepth)
        {
            return Refuse(name, open);
        }

        _depth++;
        state.Position = open + 1;
        var arguments = steps.ParseArguments(name.Name);
        _depth--;
        return arguments is { } complete ? new CallSyntax(name, complete, state.Span(name.Span.Start, state.Position)) : null;
    }

    private InvalidSyntax Refuse(NamedSpan name, int open)
    {
        var start = name.Span.Start;
        state.Position = Skip(open);
        var span = state.Span(start, state.Position);
        state.Diagnostics.Error(
            VisProgCodes.NestedCall,
            $"A call inside a call is not possible; write {name.Name}(…) as a step of its own before, and give its variable here.",
            span,
            fix: _fixes++ < MaximumFixes ? MakeStep(span) : null);
        return new InvalidSyntax(span);
    }

    private ProgramFix MakeStep(SourceSpan call)
    {
        while (Text.Contains($"STEP{_number}", StringComparison.Ordinal))
        {
            _number++;
        }

        var variable = $"STEP{_number++}";
        var place = state.Span(state.StepStart, state.StepStart);
        return new ProgramFix(
            $"make it the step {variable} before this one",
            [new SourceEdit(place, $"{variable}={Text[call.Start..call.End]}\n"), new SourceEdit(call, variable)]);
    }

    private int Skip(int position)
    {
        var depth = 0;
        var open = position;
        while (position < Text.Length)
        {
            var c = Text[position];
            if (c is '\n' or '\r' && Lookahead.IsStep(Text, Lookahead.SkipBlanks(Text, position + 1)))
            {
                break;
            }

            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            position = QuoteMarks.IsPlain(c) ? state.SkipQuoted(position) : position + 1;
            if (depth == 0)
            {
                return position;
            }
        }

        return Lookahead.LineEnd(Text, open);
    }
}
