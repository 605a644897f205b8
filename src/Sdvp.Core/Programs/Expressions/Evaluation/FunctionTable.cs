using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Sdvp.Core.Programs.Expressions.Syntax;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.Expressions.Evaluation;

/// <summary>The allow-list of functions.</summary>
internal static class FunctionTable
{
    public static FrozenDictionary<string, ExpressionFunction> Functions { get; } = new Dictionary<string, ExpressionFunction>
    {
        ["abs"] = new(1, 1, Abs),
        ["all"] = new(1, 1, (a, span, _) => Operand.Of(Items("all", a[0], span).All(i => Truth.Of(i, span)))),
        ["any"] = new(1, 1, (a, span, _) => Operand.Of(Items("any", a[0], span).Any(i => Truth.Of(i, span)))),
        ["bool"] = new(1, 1, (a, span, _) => Operand.Of(Truth.Of(a[0], span))),
        ["float"] = new(1, 1, Float),
        ["int"] = new(1, 1, Int),
        ["len"] = new(1, 1, Len),
        ["max"] = new(1, int.MaxValue, (a, span, _) => Best("max", a, 1, span)),
        ["min"] = new(1, int.MaxValue, (a, span, _) => Best("min", a, -1, span)),
        ["round"] = new(1, 2, Rounding.Round),
        ["str"] = new(1, 1, (a, span, options) => Operand.Of(Texts.Join([ValueText.Format(a[0].Plain, options.MaximumTextLength)], span, options))),
        ["sum"] = new(1, 1, (a, span, options) => Items("sum", a[0], span).Aggregate(
            Operand.Of(0), (total, item) => Arithmetic.Compute(ArithmeticOperator.Add, total, item, span, options))),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static ImmutableArray<Operand> Items(string function, Operand operand, SourceSpan span) =>
        operand.AsItems() ?? throw Wrong(function, operand, "a list", span);

    private static Operand Abs(ImmutableArray<Operand> arguments, SourceSpan span, ExpressionOptions options) =>
        !Numeric.TryGetNumber(arguments[0].Value, out var number) ? throw Wrong("abs", arguments[0], "a number", span)
        : number < 0 ? Arithmetic.Negate(arguments[0], span)
        : Arithmetic.Plus(arguments[0], span);

    private static Operand Len(ImmutableArray<Operand> arguments, SourceSpan span, ExpressionOptions options) => arguments[0] switch
    {
        { Value: ListValue list } => Operand.Of(list.Items.Length),
        { Value: RegionsValue regions } => Operand.Of(regions.Regions.Length),
        { Plain: TextValue text } => Operand.Of(text.Text.Length),
        var other => throw Wrong("len", other, "a list, regions or text", span),
    };

    private static Operand Int(ImmutableArray<Operand> arguments, SourceSpan span, ExpressionOptions options)
    {
        var operand = arguments[0];
        if (Numeric.TryGetInteger(operand.Value, out var integer))
        {
            return Operand.Of(integer);
        }

        return operand.Value switch
        {
            NumberValue { Value: >= -9223372036854775808.0 and < 9223372036854775808.0 } number => Operand.Of((long)number.Value),
            TextValue text when long.TryParse(text.Text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out integer) =>
                Operand.Of(integer),
            _ => throw Wrong("int", operand, "a number of at most 64 bits, or text that is a whole number", span),
        };
    }

    private static Operand Float(ImmutableArray<Operand> arguments, SourceSpan span, ExpressionOptions options)
    {
        var operand = arguments[0];
        if (Numeric.TryGetNumber(operand.Value, out var number))
        {
            return Operand.Of(number);
        }

        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return operand.Value is TextValue text && double.TryParse(text.Text.Trim(), Style, CultureInfo.InvariantCulture, out number) && double.IsFinite(number)
            ? Operand.Of(number)
            : throw Wrong("float", operand, "a number, or text that is one", span);
    }

    private static Operand Best(string function, ImmutableArray<Operand> arguments, int sign, SourceSpan span)
    {
        var items = arguments.Length == 1 ? Items(function, arguments[0], span) : arguments;
        return items.IsEmpty
            ? throw new ExpressionException($"{function} of an empty list has no value; test its length before.", span)
            : items.Aggregate((best, item) => Comparison.Order(function, item, best, span) * sign > 0 ? item : best);
    }

    private static ExpressionException Wrong(string function, Operand operand, string expected, SourceSpan span) =>
        new($"{function} cannot take {ValueText.Describe(operand.Plain)}; it takes {expected}.", span);
}
