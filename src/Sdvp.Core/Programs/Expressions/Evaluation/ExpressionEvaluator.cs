using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Sdvp.Core.Programs.Expressions.Syntax;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.Expressions.Evaluation;

/// <summary>Walks the tree of an expression. Its depth is bounded by the parser; the stack is checked all the same, for it may be short already.</summary>
internal sealed class ExpressionEvaluator(IReadOnlyDictionary<string, ProgramValue> variables, ExpressionOptions options)
{
    public Operand Evaluate(ExpressionNode node)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new ExpressionException("The stack is too short for the nesting of the expression; split it into several EVAL steps.", node.Span);
        }

        return node switch
        {
            LiteralNode literal => new Operand(literal.Value),
            VariableNode variable => TextCoercion.Coerce(Variable(variable), options.ExtendedCoercion),
            TemplateNode template => Operand.Of(Texts.Join([.. template.Parts.Select(Format)], template.Span, options)),
            UnaryNode unary => EvaluateUnary(unary),
            ArithmeticNode arithmetic => Arithmetic.Compute(
                arithmetic.Operator, Evaluate(arithmetic.Left), Evaluate(arithmetic.Right), arithmetic.Span, options),
            LogicalNode logical => EvaluateLogical(logical),
            ComparisonNode comparison => EvaluateComparison(comparison),
            ConditionalNode conditional => Evaluate(IsTrue(conditional.Condition) ? conditional.Then : conditional.Otherwise),
            CallNode call => FunctionTable.Functions[call.Function].Apply(EvaluateAll(call.Arguments), call.Span, options),
            ListNode list => Lists.Make(EvaluateAll(list.Items), list.Span, options),
            _ => throw new ExpressionException($"An expression cannot hold a {node.GetType().Name}.", node.Span),
        };
    }

    private ProgramValue Variable(VariableNode node) => variables.TryGetValue(node.Name, out var value)
        ? value
        : throw new ExpressionException(
            $"The variable {{{node.Name}}} has no value; given are: {string.Join(", ", variables.Keys.Order(StringComparer.Ordinal))}.", node.Span);

    private string? Format(ExpressionNode part) =>
        ValueText.Format(part is VariableNode variable ? Variable(variable) : ((LiteralNode)part).Value, options.MaximumTextLength);

    private Operand EvaluateUnary(UnaryNode node)
    {
        var operand = Evaluate(node.Operand);
        return node.Operator switch
        {
            UnaryOperator.Not => Operand.Of(!Truth.Of(operand, node.Span)),
            UnaryOperator.Minus => Arithmetic.Negate(operand, node.Span),
            _ => Arithmetic.Plus(operand, node.Span),
        };
    }

    private Operand EvaluateLogical(LogicalNode node)
    {
        var left = Evaluate(node.Left);
        var isTrue = Truth.Of(left, node.Left.Span);
        return node.Operator switch
        {
            LogicalOperator.And => isTrue ? Evaluate(node.Right) : left,
            LogicalOperator.Or => isTrue ? left : Evaluate(node.Right),
            _ => Operand.Of(isTrue != IsTrue(node.Right)),
        };
    }

    private Operand EvaluateComparison(ComparisonNode node)
    {
        var left = Evaluate(node.First);
        foreach (var link in node.Links)
        {
            var right = Evaluate(link.Operand);
            if (!Comparison.Holds(link.Operator, left, right, node.Span))
            {
                return Operand.Of(false);
            }

            left = right;
        }

        return Operand.Of(true);
    }

    private bool IsTrue(ExpressionNode node) => Truth.Of(Evaluate(node), node.Span);

    private ImmutableArray<Operand> EvaluateAll(ImmutableArray<ExpressionNode> nodes) => [.. nodes.Select(Evaluate)];
}
