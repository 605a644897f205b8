using System.Collections.Immutable;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.Expressions.Evaluation;

/// <summary>A value on its way through an expression.</summary>
/// <param name="Value">What it counts as.</param>
/// <param name="Original">The text that a variable held before it was taken for a Boolean or a number; it stands wherever the other side is text.</param>
/// <param name="Items">Operands of a list made in the expression; default where the value is not such a list.</param>
internal readonly record struct Operand(ProgramValue Value, TextValue? Original = null, ImmutableArray<Operand> Items = default)
{
    /// <summary>The value to show, compare and join as text.</summary>
    public ProgramValue Plain => Original ?? Value;

    public static Operand Of(bool value) => new(new BooleanValue(value));

    public static Operand Of(long value) => new(new IntegerValue(value));

    public static Operand Of(double value) => new(new NumberValue(value));

    public static Operand Of(string value) => new(new TextValue(value));

    /// <summary>The items of a list; null where this is none.</summary>
    public ImmutableArray<Operand>? AsItems() => !Items.IsDefault ? Items
        : Value is ListValue list ? [.. list.Items.Select(i => new Operand(i))]
        : null;
}
