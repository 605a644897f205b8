namespace Sdvp.Core.Programs.Expressions.Evaluation;

/// <summary>Makes texts within their budget.</summary>
internal static class Texts
{
    /// <exception cref="ExpressionException">The text would be too long.</exception>
    public static string Join(ReadOnlySpan<string?> parts, SourceSpan span, ExpressionOptions options)
    {
        long length = 0;
        foreach (var part in parts)
        {
            length += part?.Length ?? int.MaxValue;
        }

        return length <= options.MaximumTextLength
            ? string.Concat(parts)
            : throw new ExpressionException($"The text is too long: expressions may make texts of {options.MaximumTextLength} characters.", span);
    }
}
