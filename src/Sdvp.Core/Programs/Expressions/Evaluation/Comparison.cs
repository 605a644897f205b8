using Sdvp.Core.Programs.Expressions.Syntax;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.Expressions.Evaluation;

/// <summary>Comparison, order, membership and identity.</summary>
internal static class Comparison
{
    public static bool Holds(ComparisonOperator op, Operand left, Operand right, SourceSpan span) => op switch
    {
        ComparisonOperator.Equal => AreEqual(left, right),
        ComparisonOperator.NotEqual => !AreEqual(left, right),
        ComparisonOperator.In => Contains(right, left, op, span),
        ComparisonOperator.NotIn => !Contains(right, left, op, span),
        ComparisonOperator.Is => IsSame(left, right),
        ComparisonOperator.IsNot => !IsSame(left, right),
        ComparisonOperator.Less => Order(op, left, right, span) < 0,
        ComparisonOperator.LessOrEqual => Order(op, left, right, span) <= 0,
        ComparisonOperator.Greater => Order(op, left, right, span) > 0,
        _ => Order(op, left, right, span) >= 0,
    };

    public static bool AreEqual(Operand left, Operand right)
    {
        if (left.AsItems() is { } leftItems && right.AsItems() is { } rightItems)
        {
            return leftItems.Length == rightItems.Length && leftItems.Zip(rightItems).All(p => AreEqual(p.First, p.Second));
        }

        var (a, b) = Align(left, right);
        return (a, b) switch
        {
            _ when Numeric.IsNumeric(a) && Numeric.IsNumeric(b) => Numeric.Compare(a, b) == 0,
            (RegionsValue regions, ListValue { Items: [] }) => regions.Regions.IsEmpty,
            (ListValue { Items: [] }, RegionsValue regions) => regions.Regions.IsEmpty,
            _ => a.Equals(b),
        };
    }

    /// <summary>The sign of the difference; NaN where a number is not one, so that every order is false.</summary>
    public static double Order(string operation, Operand left, Operand right, SourceSpan span)
    {
        var (a, b) = Align(left, right);
        if (Numeric.IsNumeric(a) && Numeric.IsNumeric(b))
        {
            return Numeric.Compare(a, b) ?? double.NaN;
        }

        return a is TextValue x && b is TextValue y
            ? string.CompareOrdinal(x.Text, y.Text)
            : throw new ExpressionException(
                $"'{operation}' cannot order {ValueText.Describe(a)} and {ValueText.Describe(b)}; it takes two numbers or two texts.", span);
    }

    // Next to text, a variable that was taken for a Boolean or a number is text again; so are two that were taken for different things.
    public static (ProgramValue Left, ProgramValue Right) Align(Operand left, Operand right) =>
        left.Plain is TextValue a && right.Plain is TextValue b && left.Value.Type != right.Value.Type ? (a, b) : (left.Value, right.Value);

    private static double Order(ComparisonOperator op, Operand left, Operand right, SourceSpan span) => Order(op.Symbol(), left, right, span);

    private static bool Contains(Operand container, Operand item, ComparisonOperator op, SourceSpan span)
    {
        if (container.AsItems() is { } items)
        {
            return items.Any(i => AreEqual(i, item));
        }

        return container.Plain is TextValue text && item.Plain is TextValue part
            ? text.Text.Contains(part.Text, StringComparison.Ordinal)
            : throw new ExpressionException(
                $"'{op.Symbol()}' cannot look for {ValueText.Describe(item.Plain)} in {ValueText.Describe(container.Plain)}; "
                + "it looks for a value in a list, or for text in text.",
                span);
    }

    private static bool IsSame(Operand left, Operand right)
    {
        var (a, b) = Align(left, right);
        return a.Type == b.Type && AreEqual(left, right);
    }
}
