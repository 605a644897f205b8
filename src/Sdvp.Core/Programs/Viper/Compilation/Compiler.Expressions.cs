using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Syntax;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Compilation;

internal sealed partial class Compiler
{
    /// <param name="expression">The expression.</param>
    /// <param name="output">The variable that takes its value; null where there is none.</param>
    private void Expression(Expr expression, string? output = null)
    {
        At(expression.Start, expression.End);
        switch (expression)
        {
            case Expr.Constant e:
                Constant(e.Value);
                break;
            case Expr.Name e:
                Load(e.Id);
                break;
            case Expr.Joined e:
                Joined(e);
                break;
            case Expr.Field e:
                Field(e);
                break;
            case Expr.List e:
                Display(e.Items, OpCode.BuildList, null, e);
                break;
            case Expr.Tuple e:
                Display(e.Items, OpCode.BuildTuple, OpCode.ListToTuple, e);
                break;
            case Expr.Set e:
                Display(e.Items, OpCode.BuildSet, OpCode.ListToSet, e);
                break;
            case Expr.Dict e:
                Dict(e);
                break;
            case Expr.Unary e:
                Expression(e.Operand);
                At(e.Start, e.End);
                Emit(OpCode.Unary, 0, (int)e.Operator);
                break;
            case Expr.Binary e:
                Expression(e.Left);
                Expression(e.Right);
                At(e.Start, e.End);
                Emit(OpCode.Binary, -1, (int)e.Operator);
                break;
            case Expr.Compare e:
                Compare(e);
                break;
            case Expr.Logical e:
                Logical(e);
                break;
            case Expr.Conditional e:
                Conditional(e);
                break;
            case Expr.Lambda e:
                Function(e, "<lambda>", e.Parameters, inner => inner.ReturnValue(e.Body));
                break;
            case Expr.Call e:
                Call(e, output);
                break;
            case Expr.Attribute e:
                Expression(e.Value);
                At(e.Start, e.End);
                Emit(OpCode.LoadAttribute, 0, _writer.Name(e.Id));
                break;
            case Expr.Index e:
                Expression(e.Value);
                Expression(e.Key);
                At(e.Start, e.End);
                Emit(OpCode.LoadItem, -1);
                break;
            case Expr.Slice e:
                Part(e.Lower);
                Part(e.Upper);
                Part(e.Step);
                Emit(OpCode.BuildSlice, -2);
                break;
            case Expr.Walrus e:
                Expression(e.Value, e.Target.Id);
                Emit(OpCode.Duplicate, 1);
                Store(e.Target.Id);
                break;
            case Expr.Comprehension e:
                Comprehension(e);
                break;
            case Expr.Starred e:
                throw new SyntaxException(ViperCodes.Syntax, "can't use starred expression here.", e.Start, e.End);
        }
    }

    private void Part(Expr? part)
    {
        if (part is null)
        {
            Constant(PyNone.Instance);
        }
        else
        {
            Expression(part);
        }
    }

    private void Joined(Expr.Joined e)
    {
        foreach (var part in e.Parts)
        {
            Expression(part);
        }

        At(e.Start, e.End);
        Emit(OpCode.BuildText, 1 - e.Parts.Length, e.Parts.Length);
    }

    private void Field(Expr.Field e)
    {
        Expression(e.Value);
        if (e.Spec is not null)
        {
            Expression(e.Spec);
        }

        At(e.Start, e.End);
        Emit(OpCode.Format, e.Spec is null ? 0 : -1, e.Conversion, e.Spec is null ? 0 : 1);
    }

    private void Display(Expr[] items, OpCode build, OpCode? convert, Expr whole)
    {
        if (!items.Any(i => i is Expr.Starred))
        {
            foreach (var item in items)
            {
                Expression(item);
            }

            At(whole.Start, whole.End);
            Emit(build, 1 - items.Length, items.Length, items.Length > 2 && items.All(IsConstant) ? 1 : 0);
            return;
        }

        Items(items);
        At(whole.Start, whole.End);
        if (convert is { } conversion)
        {
            Emit(conversion, 0);
        }
    }

    private static bool IsConstant(Expr item) => item is Expr.Constant or Expr.Tuple && (item is not Expr.Tuple tuple || tuple.Items.All(IsConstant));

    /// <summary>A list of items, some of them unpacked.</summary>
    /// <param name="items">The items.</param>
    /// <param name="isCall">Whether they are the arguments of the function below them.</param>
    private void Items(IEnumerable<Expr> items, bool isCall = false)
    {
        Emit(OpCode.BuildList, 1);
        foreach (var item in items)
        {
            Expression(item is Expr.Starred starred ? starred.Value : item);
            Emit(item is Expr.Starred ? OpCode.Extend : OpCode.Append, -1, isCall ? 1 : 0);
        }
    }

    private void Dict(Expr.Dict e)
    {
        if (!e.Keys.Contains(null))
        {
            for (var i = 0; i < e.Values.Length; i++)
            {
                Expression(e.Keys[i]!);
                Expression(e.Values[i]);
            }

            At(e.Start, e.End);
            Emit(OpCode.BuildDict, 1 - (2 * e.Values.Length), e.Values.Length);
            return;
        }

        Emit(OpCode.BuildDict, 1);
        for (var i = 0; i < e.Values.Length; i++)
        {
            if (e.Keys[i] is { } key)
            {
                Expression(key);
                Expression(e.Values[i]);
                Emit(OpCode.BuildDict, -1, 1);
            }
            else
            {
                Expression(e.Values[i]);
            }

            Emit(OpCode.Merge, -1);
        }
    }

    private void Compare(Expr.Compare e)
    {
        Expression(e.First);
        var outs = new List<int>();
        for (var i = 0; i < e.Others.Length; i++)
        {
            Expression(e.Others[i]);
            At(e.First.Start, e.Others[i].End);
            if (i == e.Others.Length - 1)
            {
                Emit(OpCode.Compare, -1, (int)e.Operators[i]);
                break;
            }

            // The operand in the middle is evaluated once and compared twice.
            Emit(OpCode.Duplicate, 1);
            Emit(OpCode.RotateThree, 0);
            Emit(OpCode.Compare, -1, (int)e.Operators[i]);
            outs.Add(Emit(OpCode.JumpIfFalseOrPop, -1));
        }

        if (outs.Count > 0)
        {
            var end = Emit(OpCode.Jump, 0);
            outs.ForEach(_writer.Land);
            _writer.Depth++;
            Emit(OpCode.RotateTwo, 0);
            Emit(OpCode.Pop, -1);
            _writer.Land(end);
        }
    }

    private void Logical(Expr.Logical e)
    {
        var outs = new List<int>();
        for (var i = 0; i < e.Operands.Length; i++)
        {
            Expression(e.Operands[i]);
            if (i < e.Operands.Length - 1)
            {
                outs.Add(Emit(e.IsAnd ? OpCode.JumpIfFalseOrPop : OpCode.JumpIfTrueOrPop, -1));
            }
        }

        outs.ForEach(_writer.Land);
    }

    private void Conditional(Expr.Conditional e)
    {
        var otherwise = Condition(e.Test, false);
        Expression(e.Then);
        var end = Emit(OpCode.Jump, -1);
        otherwise.ForEach(_writer.Land);
        Expression(e.Otherwise);
        _writer.Land(end);
    }

    /// <summary>Jumps where a condition has the given value, and goes on where it has not.</summary>
    private List<int> Condition(Expr test, bool jumpIf)
    {
        switch (test)
        {
            case Expr.Unary { Operator: UnaryOperator.Not } not:
                return Condition(not.Operand, !jumpIf);
            case Expr.Logical logical when logical.IsAnd != jumpIf:
                return [.. logical.Operands.SelectMany(o => Condition(o, jumpIf))];
            default:
                Expression(test);
                return [Emit(jumpIf ? OpCode.JumpIfTrue : OpCode.JumpIfFalse, -1)];
        }
    }
}
