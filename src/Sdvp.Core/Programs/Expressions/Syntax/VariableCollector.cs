using System.Collections.Immutable;

namespace Sdvp.Core.Programs.Expressions.Syntax;

/// <summary>Finds the variables of an expression.</summary>
internal static class VariableCollector
{
    public static ImmutableArray<string> Collect(ExpressionNode root) => [.. Nodes(root).Select(v => v.Name).Distinct(StringComparer.Ordinal)];

    /// <summary>Every variable node, in order of the text.</summary>
    public static IEnumerable<VariableNode> Nodes(ExpressionNode root)
    {
        // An explicit stack: nested iterators would cost their depth at every node.
        var pending = new Stack<ExpressionNode>([root]);
        while (pending.TryPop(out var node))
        {
            if (node is VariableNode variable)
            {
                yield return variable;
            }

            foreach (var child in Children(node).Reverse())
            {
                pending.Push(child);
            }
        }
    }

    private static IEnumerable<ExpressionNode> Children(ExpressionNode node) => node switch
    {
        TemplateNode template => template.Parts,
        UnaryNode unary => [unary.Operand],
        ArithmeticNode arithmetic => [arithmetic.Left, arithmetic.Right],
        LogicalNode logical => [logical.Left, logical.Right],
        ComparisonNode comparison => comparison.Links.Select(l => l.Operand).Prepend(comparison.First),
        ConditionalNode conditional => [conditional.Then, conditional.Condition, conditional.Otherwise],
        CallNode call => call.Arguments,
        ListNode list => list.Items,
        _ => [],
    };
}
