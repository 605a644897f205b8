using Sdvp.Core.Programs.Expressions.Evaluation;

namespace Sdvp.Core.Programs.Expressions.Syntax;

/// <summary>Words what is wrong with an expression. Methods that return <see langword="bool"/> return true: reported.</summary>
internal sealed class SyntaxErrors(DiagnosticBag diagnostics)
{
    private bool _stopped;

    public bool Expected(string what, ExpressionToken found, ExpressionToken? previous)
    {
        if (_stopped || found.Kind == ExpressionTokenKind.Invalid)
        {
            return Stop();
        }

        var follows = found.Kind == ExpressionTokenKind.End ? "the text ends" : $"'{Excerpt.Of(found.Text)}' follows";
        if (Replacement(found) is { } replacement)
        {
            diagnostics.Error(ExpressionCodes.Syntax, $"'{found.Text}' is no operator of expressions; write '{replacement}'.", found.Span, replacement);
        }
        else if (previous is not { } before)
        {
            diagnostics.Error(ExpressionCodes.Syntax, $"{Capital(what)} is expected, but {follows}.", found.Span);
        }
        else if (what == "an expression" && IsOperator(before))
        {
            diagnostics.Error(
                ExpressionCodes.Syntax,
                $"An expression is expected after '{before.Text}', but {follows}. Write what is missing, or leave out '{before.Text}'.",
                before.Span,
                "");
        }
        else
        {
            diagnostics.Error(ExpressionCodes.Syntax, $"{Capital(what)} is expected after '{Excerpt.Of(before.Text)}', but {follows}.", found.Span);
        }

        return Stop();
    }

    public bool Unexpected(ExpressionToken found)
    {
        if (_stopped || found.Kind == ExpressionTokenKind.Invalid)
        {
            return Stop();
        }

        var replacement = Replacement(found);
        diagnostics.Error(
            ExpressionCodes.Syntax,
            replacement is null
                ? $"'{Excerpt.Of(found.Text)}' is unexpected here: the expression before it is complete."
                : $"'{found.Text}' is no operator of expressions; write '{replacement}'.",
            found.Span,
            replacement);
        return Stop();
    }

    public bool TooDeep(SourceSpan span)
    {
        if (!_stopped)
        {
            diagnostics.Error(
                ExpressionCodes.TooDeep,
                $"The expression is nested more than {ExpressionParser.MaximumDepth} levels deep; split it into several EVAL steps.",
                span);
        }

        return Stop();
    }

    public void BareName(ExpressionToken name)
    {
        var suggestion = name.Text switch
        {
            "true" or "TRUE" => "True",
            "false" or "FALSE" => "False",
            "none" or "null" => "None",
            _ when name.Text.Any(char.IsUpper) => $"{{{name.Text}}}",
            _ => $"'{name.Text}'",
        };
        diagnostics.Error(
            ExpressionCodes.BareName,
            $"'{Excerpt.Of(name.Text)}' is neither a variable nor text: variables stand in braces, text stands in quotes.",
            name.Span,
            suggestion);
    }

    public void CheckCall(CallNode call, SourceSpan name)
    {
        if (_stopped)
        {
            return;
        }

        if (!FunctionTable.Functions.TryGetValue(call.Function, out var function))
        {
            var allowed = string.Join(", ", FunctionTable.Functions.Keys.Order(StringComparer.Ordinal));
            diagnostics.Error(ExpressionCodes.NotAllowed, $"The function '{Excerpt.Of(call.Function)}' is not allowed in EVAL; allowed are {allowed}.", name);
        }
        else if (call.Arguments.Length < function.MinimumArguments || call.Arguments.Length > function.MaximumArguments)
        {
            diagnostics.Error(
                ExpressionCodes.ArgumentCount, $"{call.Function} takes {function.ArgumentsText}, but {call.Arguments.Length} are given.", call.Span);
        }
    }

    /// <summary>Attributes, items and calls of values are refused, by their own message.</summary>
    public bool RefusesAfterAtom(ExpressionToken token)
    {
        var what = token switch
        {
            { Kind: ExpressionTokenKind.Symbol, Text: "." } => "Attributes and methods",
            { Kind: ExpressionTokenKind.Symbol, Text: "[" } => "Items and slices",
            { Kind: ExpressionTokenKind.Symbol, Text: "(" } => "Calls of values",
            _ => null,
        };
        if (what is null || _stopped)
        {
            return false;
        }

        diagnostics.Error(ExpressionCodes.NotAllowed, $"{what} are not allowed in EVAL; only operators and the functions of the allow-list are.", token.Span);
        return Stop();
    }

    private static bool IsOperator(ExpressionToken token) =>
        token is { Kind: ExpressionTokenKind.Symbol, Text: not ("(" or "[" or ",") }
            or { Kind: ExpressionTokenKind.Name, Text: "and" or "or" or "xor" or "not" or "in" or "is" };

    private static string? Replacement(ExpressionToken token) => token.Kind != ExpressionTokenKind.Symbol ? null : token.Text switch
    {
        "=" => "==",
        "<>" => "!=",
        "&&" or "&" => "and",
        "||" or "|" => "or",
        "!" => "not",
        "^" => "xor",
        _ => null,
    };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private bool Stop() => _stopped = true;
}
