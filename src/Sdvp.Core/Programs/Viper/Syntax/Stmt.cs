using Sdvp.Core.Programs.Viper.Runtime;

namespace Sdvp.Core.Programs.Viper.Syntax;

/// <summary>A statement as it is written.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset behind its last one, or behind its head where it has a block.</param>
internal abstract record Stmt(int Start, int End)
{
    internal sealed record Expression(Expr Value) : Stmt(Value.Start, Value.End);

    internal sealed record Assign(Expr[] Targets, Expr Value) : Stmt(Targets[0].Start, Value.End);

    internal sealed record AugmentedAssign(Expr Target, BinaryOperator Operator, Expr Value) : Stmt(Target.Start, Value.End);

    /// <summary>A variable with an annotation; the annotation is parsed and never evaluated.</summary>
    internal sealed record Annotated(Expr Target, Expr? Value, int Start, int End) : Stmt(Start, End);

    internal sealed record Delete(Expr[] Targets, int Start, int End) : Stmt(Start, End);

    internal sealed record Pass(int Start, int End) : Stmt(Start, End);

    internal sealed record Break(int Start, int End) : Stmt(Start, End);

    internal sealed record Continue(int Start, int End) : Stmt(Start, End);

    internal sealed record Return(Expr? Value, int Start, int End) : Stmt(Start, End);

    internal sealed record Raise(Expr? Value, Expr? Cause, int Start, int End) : Stmt(Start, End);

    internal sealed record Assert(Expr Test, Expr? Message, int Start, int End) : Stmt(Start, End);

    internal sealed record Nonlocal(string[] Names, int Start, int End) : Stmt(Start, End);

    internal sealed record Import(ImportedName[] Names, int Start, int End) : Stmt(Start, End);

    internal sealed record ImportFrom(string Module, ImportedName[] Names, int Start, int End) : Stmt(Start, End);

    internal sealed record If(IfBranch[] Branches, Stmt[] Else, int Start, int End) : Stmt(Start, End);

    internal sealed record While(Expr Test, Stmt[] Body, Stmt[] Else, int Start, int End) : Stmt(Start, End);

    internal sealed record For(Expr Target, Expr Iterable, Stmt[] Body, Stmt[] Else, int Start, int End) : Stmt(Start, End);

    internal sealed record Try(Stmt[] Body, Handler[] Handlers, Stmt[] Else, Stmt[] Finally, int Start, int End) : Stmt(Start, End);

    internal sealed record Function(string Name, int NameStart, Parameters Parameters, Stmt[] Body, int Start, int End) : Stmt(Start, End);

    internal sealed record IfBranch(Expr Test, Stmt[] Body);

    /// <summary>An <c>except</c>; without a type it takes every exception.</summary>
    internal sealed record Handler(Expr? Type, string? Name, Stmt[] Body, int Start, int End);

    internal sealed record ImportedName(string Name, string? Alias, int Start, int End);
}
