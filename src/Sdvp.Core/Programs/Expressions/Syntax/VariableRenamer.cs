using System.Collections.Immutable;

namespace Sdvp.Core.Programs.Expressions.Syntax;

/// <summary>Puts another name in the place of a variable's name.</summary>
internal static class VariableRenamer
{
    public static ExpressionNode Rename(ExpressionNode node, string variable, string name)
    {
        return node switch
        {
            VariableNode v => v.Name == variable ? v with { Name = name } : v,
            TemplateNode t => t with { Parts = All(t.Parts) },
            UnaryNode u => u with { Operand = One(u.Operand) },
            ArithmeticNode a => a with { Left = One(a.Left), Right = One(a.Right) },
            LogicalNode l => l with { Left = One(l.Left), Right = One(l.Right) },
            ComparisonNode c => c with { First = One(c.First), Links = [.. c.Links.Select(k => k with { Operand = One(k.Operand) })] },
            ConditionalNode c => c with { Then = One(c.Then), Condition = One(c.Condition), Otherwise = One(c.Otherwise) },
            CallNode c => c with { Arguments = All(c.Arguments) },
            ListNode l => l with { Items = All(l.Items) },
            _ => node,
        };

        ExpressionNode One(ExpressionNode child) => Rename(child, variable, name);
        ImmutableArray<ExpressionNode> All(ImmutableArray<ExpressionNode> children) => [.. children.Select(One)];
    }
}
