namespace Sdvp.Core.Programs.Expressions.Syntax;

/// <summary>A hole: the value of a variable.</summary>
internal sealed record VariableNode(string Name, SourceSpan Span) : ExpressionNode(Span, 1);
