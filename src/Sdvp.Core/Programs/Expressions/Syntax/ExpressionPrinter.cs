using System.Text;
using Sdvp.Core.Programs.Expressions.Evaluation;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.Expressions.Syntax;

/// <summary>Prints expressions with as few parentheses as keep their meaning.</summary>
internal static class ExpressionPrinter
{
    public static string Print(ExpressionNode root)
    {
        var output = new StringBuilder();
        Print(root, output);
        return output.ToString();
    }

    private static void Print(ExpressionNode node, StringBuilder output)
    {
        switch (node)
        {
            case LiteralNode literal:
                output.Append(Literal(literal.Value));
                break;
            case VariableNode variable:
                output.Append('{').Append(variable.Name).Append('}');
                break;
            case TemplateNode template:
                PrintTemplate(template, output);
                break;
            case UnaryNode unary:
                output.Append(unary.Operator.Symbol()).Append(unary.Operator == UnaryOperator.Not ? " " : "");
                PrintAtLeast(Precedence.Of(unary), unary.Operand, output);
                break;
            case ArithmeticNode arithmetic:
                PrintInfix(arithmetic.Left, arithmetic.Operator.Symbol(), arithmetic.Right, Precedence.Of(arithmetic), output);
                break;
            case LogicalNode logical:
                PrintInfix(logical.Left, logical.Operator.Symbol(), logical.Right, Precedence.Of(logical), output);
                break;
            case ComparisonNode comparison:
                PrintAtLeast(Precedence.Sum, comparison.First, output);
                foreach (var link in comparison.Links)
                {
                    output.Append(' ').Append(link.Operator.Symbol()).Append(' ');
                    PrintAtLeast(Precedence.Sum, link.Operand, output);
                }

                break;
            case ConditionalNode conditional:
                PrintAtLeast(Precedence.Or, conditional.Then, output);
                output.Append(" if ");
                PrintAtLeast(Precedence.Or, conditional.Condition, output);
                output.Append(" else ");
                Print(conditional.Otherwise, output);
                break;
            case CallNode call:
                output.Append(call.Function);
                PrintItems('(', call.Arguments.AsSpan(), ')', output);
                break;
            case ListNode list:
                PrintItems('[', list.Items.AsSpan(), ']', output);
                break;
        }
    }

    private static void PrintInfix(ExpressionNode left, string symbol, ExpressionNode right, int precedence, StringBuilder output)
    {
        PrintAtLeast(precedence, left, output);
        output.Append(' ').Append(symbol).Append(' ');
        PrintAtLeast(precedence + 1, right, output);
    }

    private static void PrintAtLeast(int precedence, ExpressionNode node, StringBuilder output)
    {
        if (Precedence.Of(node) >= precedence)
        {
            Print(node, output);
            return;
        }

        output.Append('(');
        Print(node, output);
        output.Append(')');
    }

    private static void PrintItems(char open, ReadOnlySpan<ExpressionNode> items, char close, StringBuilder output)
    {
        output.Append(open);
        for (var i = 0; i < items.Length; i++)
        {
            output.Append(i > 0 ? ", " : "");
            Print(items[i], output);
        }

        output.Append(close);
    }

    private static void PrintTemplate(TemplateNode template, StringBuilder output)
    {
        output.Append('\'');
        foreach (var part in template.Parts)
        {
            if (part is LiteralNode { Value: TextValue text })
            {
                TextEscapes.AppendEscaped(DoubleBraces(text.Text), '\'', output);
            }
            else
            {
                Print(part, output);
            }
        }

        output.Append('\'');
    }

    private static string Literal(ProgramValue value) => value switch
    {
        TextValue text => TextEscapes.Quote(DoubleBraces(text.Text)),
        NumberValue number => NumberText.Plain(number.Value),
        _ => value.ToString() ?? "",
    };

    private static string DoubleBraces(string text) => text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
}
