namespace Sdvp.Core.Programs.Expressions.Syntax;

/// <summary>A node of an expression's tree.</summary>
/// <param name="Span">Its place in the expression's text.</param>
/// <param name="Depth">Nodes from here down to the deepest leaf; bounds every recursion over the tree.</param>
internal abstract record ExpressionNode(SourceSpan Span, int Depth)
{
    public static int DepthOver(ReadOnlySpan<ExpressionNode> children)
    {
        var depth = 0;
        foreach (var child in children)
        {
            depth = Math.Max(depth, child.Depth);
        }

        return depth + 1;
    }
}
