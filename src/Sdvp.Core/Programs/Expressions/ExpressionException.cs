namespace Sdvp.Core.Programs.Expressions;

/// <summary>An expression could not be evaluated with the values that its variables have.</summary>
public sealed class ExpressionException : Exception
{
    /// <summary>Initialises the exception.</summary>
    /// <param name="message">Which operation failed, on which values, and what it takes instead.</param>
    /// <param name="span">The part of the expression that failed, counted from the begin of the expression's text.</param>
    public ExpressionException(string message, SourceSpan span)
        : base(message) => Span = span;

    /// <summary>The part of the expression that failed, counted from the begin of the expression's text.</summary>
    public SourceSpan Span { get; }
}
