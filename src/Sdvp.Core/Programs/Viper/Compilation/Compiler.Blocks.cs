using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Syntax;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Compilation;

internal sealed partial class Compiler
{
    private void If(Stmt.If s)
    {
        var ends = new List<int>();
        for (var i = 0; i < s.Branches.Length; i++)
        {
            var next = Condition(s.Branches[i].Test, false);
            Statements(s.Branches[i].Body);
            if (i < s.Branches.Length - 1 || s.Else.Length > 0)
            {
                ends.Add(Emit(OpCode.Jump, 0));
            }

            next.ForEach(_writer.Land);
        }

        Statements(s.Else);
        ends.ForEach(_writer.Land);
    }

    private void While(Stmt.While s)
    {
        var loop = new Loop(_blocks);
        var start = _writer.Position;
        var done = Condition(s.Test, false);
        _loops.Push(loop);
        Statements(s.Body);
        _loops.Pop();
        loop.Continues.ForEach(c => JumpTo(c, start));
        JumpTo(Emit(OpCode.Jump, 0), start);
        done.ForEach(_writer.Land);
        Statements(s.Else);
        loop.Breaks.ForEach(_writer.Land);
    }

    private void For(Stmt.For s)
    {
        var loop = new Loop(_blocks);
        var iterator = _writer.Hidden();
        Expression(s.Iterable);
        At(s.Iterable.Start, s.Iterable.End);
        Emit(OpCode.Iterate, -1, iterator);
        var start = _writer.Position;
        var next = Emit(OpCode.Next, 1, iterator);
        StoreTarget(s.Target);
        _loops.Push(loop);
        Statements(s.Body);
        _loops.Pop();
        loop.Continues.ForEach(c => JumpTo(c, start));
        JumpTo(Emit(OpCode.Jump, 0), start);
        _writer.Land(next);
        Statements(s.Else);
        loop.Breaks.ForEach(_writer.Land);
    }

    private void JumpFromLoop(bool isBreak)
    {
        var loop = _loops.Peek();
        (isBreak ? loop.Breaks : loop.Continues).Add(Emit(_blocks > loop.Blocks ? OpCode.JumpOut : OpCode.Jump, 0, 0, loop.Blocks));
    }

    private void JumpTo(int jump, int target) => _writer.LandAt(jump, target);

    private void Try(Stmt.Try s)
    {
        if (s.Finally.Length == 0)
        {
            TryExcept(s);
            return;
        }

        Finally(() => TryExcept(s), () => Statements(s.Finally));
    }

    private void Finally(Action body, Action cleanUp)
    {
        var way = _writer.Hidden();
        var enter = Emit(OpCode.EnterFinally, 0, way);
        _blocks++;
        body();
        _blocks--;
        Emit(OpCode.LeaveBlock, 0, way);
        _writer.Land(enter);
        cleanUp();
        Emit(OpCode.EndFinally, 0, way);
    }

    private void TryExcept(Stmt.Try s)
    {
        if (s.Handlers.Length == 0)
        {
            Statements(s.Body);
            return;
        }

        var error = _writer.Hidden();
        var enter = Emit(OpCode.EnterExcept, 0, error);
        _blocks++;
        Statements(s.Body);
        _blocks--;
        Emit(OpCode.LeaveBlock, 0, error);
        var passed = Emit(OpCode.Jump, 0);
        _writer.Land(enter);
        var ends = s.Handlers.Select(h => Handler(h, error)).ToList();
        Emit(OpCode.Reraise, 0, error);
        _writer.Land(passed);
        Statements(s.Else);
        ends.ForEach(_writer.Land);
    }

    /// <returns>The jump behind the whole statement.</returns>
    private int Handler(Stmt.Handler handler, int error)
    {
        var next = -1;
        At(handler.Start, handler.End);
        if (handler.Type is not null)
        {
            Expression(handler.Type);
            At(handler.Start, handler.End);
            Emit(OpCode.Matches, 0, error);
            next = Emit(OpCode.JumpIfFalse, -1);
        }

        _handled.Push(error);
        if (handler.Name is { } name)
        {
            Emit(OpCode.LoadHidden, 1, error);
            Store(name);
            Finally(() => Statements(handler.Body), () => Delete(name, isQuiet: true));
        }
        else
        {
            Statements(handler.Body);
        }

        _handled.Pop();
        var end = Emit(OpCode.Jump, 0);
        if (next >= 0)
        {
            _writer.Land(next);
        }

        return end;
    }
}
