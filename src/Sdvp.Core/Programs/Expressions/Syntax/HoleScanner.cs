namespace Sdvp.Core.Programs.Expressions.Syntax;

/// <summary>Reads holes, <c>{NAME}</c>.</summary>
internal static class HoleScanner
{
    /// <summary>Reads the hole at <paramref name="position"/>, where a brace opens, and moves behind it.</summary>
    /// <returns>The variable, or null where there is a diagnostic instead.</returns>
    public static VariableNode? Scan(SourceText source, ref int position, int end, DiagnosticBag diagnostics)
    {
        var start = position;
        var length = source.Text.AsSpan(start, end - start).IndexOf('}');
        if (length < 0)
        {
            diagnostics.Error(ExpressionCodes.Syntax, "The '{' is never closed; a variable stands in braces, such as {ANSWER0}.", source.Span(start, 1));
            position = end;
            return null;
        }

        position = start + length + 1;
        var name = source.Text.AsSpan(start + 1, length - 1).Trim();
        var span = source.Span(start, length + 1);
        if (IsIdentifier(name))
        {
            return new VariableNode(name.ToString(), span);
        }

        Refuse(name.ToString(), span, diagnostics);
        return null;
    }

    public static bool IsIdentifierStart(char c) => c == '_' || char.IsLetter(c);

    public static bool IsIdentifierPart(char c) => c == '_' || char.IsLetterOrDigit(c);

    private static bool IsIdentifier(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !IsIdentifierStart(text[0]))
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!IsIdentifierPart(c))
            {
                return false;
            }
        }

        return true;
    }

    private static void Refuse(string content, SourceSpan span, DiagnosticBag diagnostics)
    {
        var separator = content.AsSpan().IndexOfAny(".[:!");
        var name = separator > 0 ? content[..separator].Trim() : "";
        var suggestion = IsIdentifier(name) ? $"{{{name}}}" : null;
        if (suggestion is not null && content[separator] is '.' or '[')
        {
            diagnostics.Error(
                ExpressionCodes.NotAllowed,
                $"Attributes and items of variables are not allowed in EVAL; the hole may only hold a name, {Excerpt.Of(suggestion)}.",
                span,
                suggestion);
            return;
        }

        diagnostics.Error(
            ExpressionCodes.Syntax,
            $"A hole holds the name of one variable and nothing else, such as {{ANSWER0}}, but here it holds '{Excerpt.Of(content)}'.",
            span,
            suggestion);
    }
}
