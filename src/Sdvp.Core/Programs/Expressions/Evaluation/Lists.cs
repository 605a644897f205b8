using System.Collections.Immutable;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.Expressions.Evaluation;

/// <summary>Makes lists within their budget.</summary>
internal static class Lists
{
    private const int MaximumDepth = 64;

    /// <exception cref="ExpressionException">The list would hold too many items or be nested too deep.</exception>
    public static Operand Make(ImmutableArray<Operand> items, SourceSpan span, ExpressionOptions options)
    {
        ImmutableArray<ProgramValue> values = [.. items.Select(i => i.Value)];
        var budget = options.MaximumItems;
        if (!Fits(values, MaximumDepth, ref budget))
        {
            throw new ExpressionException(
                $"The list is too large: lists may hold {options.MaximumItems} items, inner ones included, and be nested {MaximumDepth} deep.", span);
        }

        return new Operand(new ListValue(values), null, items);
    }

    private static bool Fits(ImmutableArray<ProgramValue> items, int depth, ref int budget)
    {
        budget -= items.Length;
        if (budget < 0 || depth == 0)
        {
            return false;
        }

        foreach (var item in items)
        {
            if (item is ListValue inner && !Fits(inner.Items, depth - 1, ref budget))
            {
                return false;
            }
        }

        return true;
    }
}
