using System.Collections.Immutable;
using Sdvp.Core.Programs.Expressions;
using Sdvp.Core.Programs.Expressions.Syntax;
using Sdvp.Core.Programs.VisProg.Syntax;

namespace Sdvp.Core.Programs.VisProg.Binding;

/// <summary>Checks the expression of an EVAL step; its findings point into the program's source.</summary>
internal static class ExpressionBinder
{
    public static VisProgExpression? Bind(ValueSyntax syntax, BindingScope scope)
    {
        switch (syntax)
        {
            case TextSyntax text:
                return Bind(text.Text, text.Offsets, text.Span, scope, DelimiterOf(text, scope));
            case RawExpressionSyntax raw:
                scope.Diagnostics.Repair(
                    VisProgCodes.UnquotedExpression, "The expression is not quoted; it is taken as it stands.", raw.Span, TextEscapes.Quote(raw.Text));
                return Bind(raw.Text, [.. Enumerable.Range(raw.Span.Start, raw.Text.Length + 1)], raw.Span, scope, '\0');
            case CallSyntax call:
                scope.Diagnostics.Error(VisProgCodes.NestedCall, "The expression of EVAL is quoted text; a call cannot stand for it.", call.Span);
                return null;
            default:
                return null;
        }
    }

    private static VisProgExpression? Bind(string text, ImmutableArray<int> offsets, SourceSpan span, BindingScope scope, char delimiter)
    {
        var parse = ProgramExpression.Parse(text);
        foreach (var diagnostic in parse.Diagnostics)
        {
            var place = Map(diagnostic.Span, offsets, scope);
            scope.Diagnostics.Bag.Add(diagnostic with { Span = place, Fix = Fix(diagnostic.Suggestion, place, delimiter) });
        }

        if (parse.Expression is not { } expression)
        {
            return null;
        }

        var isDefined = true;
        foreach (var variable in VariableCollector.Nodes(expression.Root))
        {
            if (!scope.TryGetType(variable.Name, out _))
            {
                isDefined = false;
                var nearest = scope.Nearest(variable.Name);
                scope.Diagnostics.Error(
                    VisProgCodes.UndefinedInExpression,
                    scope.Undefined("In the expression, the variable", variable.Name, nearest),
                    Map(variable.Span, offsets, scope),
                    nearest is null ? null : $"{{{nearest}}}");
            }
        }

        return isDefined ? new VisProgExpression(expression, text, span) : null;
    }

    // Inside quotes the same quote needs its backslash.
    private static ProgramFix? Fix(string? suggestion, SourceSpan place, char delimiter) => suggestion is null
        ? null
        : ProgramFix.Replace(place, suggestion.Replace(delimiter.ToString(), $"\\{delimiter}", StringComparison.Ordinal));

    private static char DelimiterOf(TextSyntax text, BindingScope scope)
    {
        var source = scope.Diagnostics.Source.Text;
        var position = text.Span.Start;
        while (position < text.Span.End && !QuoteMarks.IsPlain(source[position]))
        {
            position++;
        }

        return position < text.Span.End ? source[position] : '\0';
    }

    private static SourceSpan Map(SourceSpan span, ImmutableArray<int> offsets, BindingScope scope)
    {
        var start = offsets[Math.Min(span.Start, offsets.Length - 1)];
        var end = offsets[Math.Min(span.End, offsets.Length - 1)];
        return scope.Diagnostics.Span(start, Math.Max(start, end));
    }
}
