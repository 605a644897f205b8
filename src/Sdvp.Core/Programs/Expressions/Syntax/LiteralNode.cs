using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.Expressions.Syntax;

/// <summary>A constant.</summary>
internal sealed record LiteralNode(ProgramValue Value, SourceSpan Span) : ExpressionNode(Span, 1);
