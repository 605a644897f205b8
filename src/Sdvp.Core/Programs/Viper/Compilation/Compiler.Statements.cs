using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Syntax;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Compilation;

internal sealed partial class Compiler
{
    private readonly Stack<Loop> _loops = new();
    private readonly Stack<int> _handled = new();
    private int _blocks;

    private void Statements(Stmt[] statements)
    {
        foreach (var statement in statements)
        {
            Statement(statement);
        }
    }

    private void Statement(Stmt statement)
    {
        At(statement.Start, statement.End);
        switch (statement)
        {
            case Stmt.Expression s:
                Expression(s.Value);
                Emit(OpCode.Pop, -1);
                break;
            case Stmt.Assign s:
                Assign(s);
                break;
            case Stmt.AugmentedAssign s:
                AugmentedAssign(s);
                break;
            case Stmt.Annotated { Value: { } value } s:
                Expression(value, s.Target is Expr.Name named ? named.Id : null);
                StoreTarget(s.Target);
                break;
            case Stmt.Delete s:
                foreach (var target in s.Targets)
                {
                    DeleteTarget(target);
                }

                break;
            case Stmt.Return s:
                ReturnValue(s.Value);
                break;
            case Stmt.Break or Stmt.Continue:
                JumpFromLoop(statement is Stmt.Break);
                break;
            case Stmt.Raise s:
                Raise(s);
                break;
            case Stmt.Assert s:
                Assert(s);
                break;
            case Stmt.Import s:
                foreach (var name in s.Names)
                {
                    Emit(OpCode.Import, 1, _writer.Name(name.Alias is null ? name.Name.Split('.')[0] : name.Name));
                    Store(name.Alias ?? name.Name.Split('.')[0]);
                }

                break;
            case Stmt.ImportFrom s:
                foreach (var name in s.Names)
                {
                    Emit(OpCode.ImportFrom, 1, _writer.Name(s.Module), _writer.Name(name.Name));
                    Store(name.Alias ?? name.Name);
                }

                break;
            case Stmt.If s:
                If(s);
                break;
            case Stmt.While s:
                While(s);
                break;
            case Stmt.For s:
                For(s);
                break;
            case Stmt.Try s:
                Try(s);
                break;
            case Stmt.Function s:
                Function(s, s.Name, s.Parameters, inner =>
                {
                    inner.Statements(s.Body);
                    inner.ReturnValue(null);
                });
                Store(s.Name);
                break;
        }
    }

    private void Assign(Stmt.Assign s)
    {
        Expression(s.Value, s.Targets is [Expr.Name name] ? name.Id : null);
        for (var i = 0; i < s.Targets.Length; i++)
        {
            if (i < s.Targets.Length - 1)
            {
                Emit(OpCode.Duplicate, 1);
            }

            StoreTarget(s.Targets[i]);
        }
    }

    private void AugmentedAssign(Stmt.AugmentedAssign s)
    {
        switch (s.Target)
        {
            case Expr.Index target:
                Expression(target.Value);
                Expression(target.Key);
                Emit(OpCode.DuplicateTwo, 2);
                Emit(OpCode.LoadItem, -1);
                Expression(s.Value);
                At(s.Start, s.End);
                Emit(OpCode.InPlace, -1, (int)s.Operator);
                Emit(OpCode.RotateThree, 0);
                Emit(OpCode.StoreItem, -3);
                break;
            case Expr.Attribute target:
                Expression(target);
                Expression(s.Value);
                At(s.Start, s.End);
                Emit(OpCode.InPlace, -1, (int)s.Operator);
                StoreTarget(target);
                break;
            default:
                Expression(s.Target);
                Expression(s.Value);
                At(s.Start, s.End);
                Emit(OpCode.InPlace, -1, (int)s.Operator);
                StoreTarget(s.Target);
                break;
        }
    }

    private void StoreTarget(Expr target)
    {
        switch (target)
        {
            case Expr.Name name:
                Store(name.Id);
                break;
            case Expr.Attribute attribute:
                Expression(attribute.Value);
                At(attribute.Start, attribute.End);
                Emit(OpCode.StoreAttribute, -2, _writer.Name(attribute.Id));
                break;
            case Expr.Index index:
                Expression(index.Value);
                Expression(index.Key);
                At(index.Start, index.End);
                Emit(OpCode.StoreItem, -3);
                break;
            case Expr.Tuple tuple:
                Unpack(tuple.Items, target);
                break;
            case Expr.List list:
                Unpack(list.Items, target);
                break;
            case Expr.Starred starred:
                throw new SyntaxException(ViperCodes.Syntax, "starred assignment target must be in a list or tuple.", starred.Start, starred.End);
        }
    }

    private void Unpack(Expr[] targets, Expr whole)
    {
        At(whole.Start, whole.End);
        var star = Array.FindIndex(targets, t => t is Expr.Starred);
        if (star < 0)
        {
            Emit(OpCode.Unpack, targets.Length - 1, targets.Length);
        }
        else
        {
            Emit(OpCode.UnpackStarred, targets.Length - 1, star, targets.Length - star - 1);
        }

        foreach (var target in targets)
        {
            StoreTarget(target is Expr.Starred starred ? starred.Value : target);
        }
    }

    private void DeleteTarget(Expr target)
    {
        switch (target)
        {
            case Expr.Name name:
                At(name.Start, name.End);
                Delete(name.Id);
                break;
            case Expr.Attribute attribute:
                Expression(attribute.Value);
                Emit(OpCode.DeleteAttribute, -1, _writer.Name(attribute.Id));
                break;
            case Expr.Index index:
                Expression(index.Value);
                Expression(index.Key);
                At(index.Start, index.End);
                Emit(OpCode.DeleteItem, -2);
                break;
        }
    }

    private void Raise(Stmt.Raise s)
    {
        if (s.Value is null)
        {
            if (_handled.TryPeek(out var slot))
            {
                Emit(OpCode.Reraise, 0, slot);
            }
            else
            {
                Emit(OpCode.Raise, 0);
            }

            return;
        }

        Expression(s.Value);
        if (s.Cause is not null)
        {
            Expression(s.Cause);
        }

        At(s.Start, s.End);
        var count = s.Cause is null ? 1 : 2;
        Emit(OpCode.Raise, -count, count);
    }

    private void Assert(Stmt.Assert s)
    {
        Expression(s.Test);
        var passed = Emit(OpCode.JumpIfTrue, -1);
        Constant(ExceptionTypes.Of("AssertionError"));
        if (s.Message is not null)
        {
            Expression(s.Message);
        }

        At(s.Start, s.End);
        var count = s.Message is null ? 0 : 1;
        Emit(OpCode.Call, -count, _writer.Call(new CallShape(count, [], null)));
        Emit(OpCode.Raise, -1, 1);
        _writer.Land(passed);
    }
}
