using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Syntax;

/// <summary>An expression as it is written.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset behind its last one.</param>
/// <param name="Depth">Nodes from here down to the deepest leaf; bounds every recursion over the tree.</param>
internal abstract record Expr(int Start, int End, int Depth)
{
    private static int Over(params ReadOnlySpan<Expr?> children)
    {
        var depth = 0;
        foreach (var child in children)
        {
            depth = Math.Max(depth, child?.Depth ?? 0);
        }

        return depth + 1;
    }

    internal sealed record Constant(PyObject Value, int Start, int End) : Expr(Start, End, 1);

    internal sealed record Name(string Id, int Start, int End) : Expr(Start, End, 1);

    /// <summary>Formatted text: constants and <see cref="Field"/>s.</summary>
    internal sealed record Joined(Expr[] Parts, int Start, int End) : Expr(Start, End, Over(Parts));

    /// <summary>A replacement field of formatted text.</summary>
    internal sealed record Field(Expr Value, char Conversion, Expr? Spec, int Start, int End) : Expr(Start, End, Over(Value, Spec));

    internal sealed record List(Expr[] Items, int Start, int End) : Expr(Start, End, Over(Items));

    internal sealed record Tuple(Expr[] Items, int Start, int End) : Expr(Start, End, Over(Items));

    internal sealed record Set(Expr[] Items, int Start, int End) : Expr(Start, End, Over(Items));

    /// <summary>A dict; a null key stands before a mapping that is merged in.</summary>
    internal sealed record Dict(Expr?[] Keys, Expr[] Values, int Start, int End) : Expr(Start, End, Math.Max(Over(Keys), Over(Values)));

    internal sealed record Unary(UnaryOperator Operator, Expr Operand, int Start) : Expr(Start, Operand.End, Operand.Depth + 1);

    internal sealed record Binary(BinaryOperator Operator, Expr Left, Expr Right) : Expr(Left.Start, Right.End, Over(Left, Right));

    /// <summary>A chain of comparisons.</summary>
    internal sealed record Compare(Expr First, CompareOperator[] Operators, Expr[] Others) : Expr(First.Start, Others[^1].End, Math.Max(First.Depth, Over(Others)) + 1);

    internal sealed record Logical(bool IsAnd, Expr[] Operands) : Expr(Operands[0].Start, Operands[^1].End, Over(Operands));

    internal sealed record Conditional(Expr Test, Expr Then, Expr Otherwise) : Expr(Then.Start, Otherwise.End, Over(Test, Then, Otherwise));

    internal sealed record Lambda(Parameters Parameters, Expr Body, int Start) : Expr(Start, Body.End, Body.Depth + 1);

    internal sealed record Call(Expr Function, Argument[] Arguments, int Start, int End)
        : Expr(Start, End, Math.Max(Function.Depth, Arguments.Length == 0 ? 0 : Arguments.Max(a => a.Value.Depth)) + 1);

    internal sealed record Attribute(Expr Value, string Id, int NameStart, int End) : Expr(Value.Start, End, Value.Depth + 1);

    internal sealed record Index(Expr Value, Expr Key, int End) : Expr(Value.Start, End, Over(Value, Key));

    internal sealed record Slice(Expr? Lower, Expr? Upper, Expr? Step, int Start, int End) : Expr(Start, End, Over(Lower, Upper, Step));

    internal sealed record Starred(Expr Value, int Start) : Expr(Start, Value.End, Value.Depth + 1);

    internal sealed record Walrus(Name Target, Expr Value) : Expr(Target.Start, Value.End, Value.Depth + 1);

    /// <summary>A comprehension or generator expression; a dict comprehension has a <see cref="Key"/>.</summary>
    internal sealed record Comprehension(ComprehensionKind Kind, Expr? Key, Expr Element, Generator[] Generators, int Start, int End)
        : Expr(Start, End, Math.Max(Over(Key, Element), Generators.Max(g => g.Depth)) + 1);

    /// <summary>One <c>for</c> of a comprehension.</summary>
    internal sealed record Generator(Expr Target, Expr Iterable, Expr[] Conditions)
    {
        public int Depth => Math.Max(Over(Target, Iterable), Over(Conditions));
    }

    /// <summary>An argument of a call: by position, by <see cref="Keyword"/>, or unpacked by one or two stars.</summary>
    internal sealed record Argument(Expr Value, string? Keyword, int Stars);
}
