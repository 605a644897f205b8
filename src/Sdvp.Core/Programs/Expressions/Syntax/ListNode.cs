using System.Collections.Immutable;

namespace Sdvp.Core.Programs.Expressions.Syntax;

/// <summary>A list in brackets.</summary>
internal sealed record ListNode(ImmutableArray<ExpressionNode> Items, SourceSpan Span) : ExpressionNode(Span, DepthOver(Items.AsSpan()));
