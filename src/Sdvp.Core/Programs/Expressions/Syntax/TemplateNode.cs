using System.Collections.Immutable;

namespace Sdvp.Core.Programs.Expressions.Syntax;

/// <summary>Quoted text with holes; its parts are text literals and variables, and its value is always text.</summary>
internal sealed record TemplateNode(ImmutableArray<ExpressionNode> Parts, SourceSpan Span) : ExpressionNode(Span, 2);
