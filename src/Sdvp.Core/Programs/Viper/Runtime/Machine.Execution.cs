using Sdvp.Core.Programs.Viper.Compilation;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

internal sealed partial class Machine
{
    /// <summary>The value of a wait that gives none.</summary>
    private static readonly PyObject Nothing = new Completion(null, null, 0, 0);

    /// <summary>Executes until the root frame ends, yields, or a frame waits.</summary>
    /// <param name="frame">Where to go on.</param>
    /// <param name="root">The frame whose end is the end.</param>
    /// <param name="error">What to raise first; null for nothing.</param>
    private Outcome Execute(Frame frame, Frame root, PyException? error)
    {
        while (true)
        {
            if (error is not null)
            {
                frame = Unwind(frame, root, ref error) ?? throw new PyError(error);
                error = null;
            }

            _current = frame;
            _depth = frame.Depth;
            try
            {
                return Loop(frame, root);
            }
            catch (PyError failure)
            {
                frame = _current!;
                error = failure.Value;
            }
        }
    }

    /// <summary>Finds the frame and the handler that an exception goes to.</summary>
    /// <returns>The frame, at its handler; null where there is none up to the root frame.</returns>
    private static Frame? Unwind(Frame frame, Frame root, ref PyException error)
    {
        error.Place ??= frame.Place;
        while (true)
        {
            if (frame.BlockCount > 0)
            {
                var block = frame.LeaveBlock();
                frame.ClearStack();
                frame.Slots[block.Slot] = block.IsFinally ? new Completion(error, null, 0, 0) : error;
                frame.Position = block.Target;
                return frame;
            }

            if (frame.Generator is { } generator)
            {
                generator.Finish();
                if (error.Type.IsSubtypeOf(Types.StopIteration))
                {
                    error = new PyException(ExceptionTypes.Of("RuntimeError"), [PyText.Of("generator raised StopIteration")]) { Cause = error, Place = error.Place };
                }
            }

            if (frame == root)
            {
                return null;
            }

            frame = frame.Caller!;
        }
    }

    private Outcome Loop(Frame frame, Frame root)
    {
        while (true)
        {
            budget.Step();
            var instruction = frame.Code.Instructions[frame.Position++];
            var (a, b) = (instruction.A, instruction.B);
            switch (instruction.Code)
            {
                case OpCode.Constant:
                    frame.Push(frame.Code.Constants[a]);
                    break;
                case OpCode.LoadLocal:
                    frame.Push(frame.Slots[a] ?? throw Unbound(frame.Code.Locals[a]));
                    break;
                case OpCode.StoreLocal or OpCode.StoreHidden:
                    frame.Slots[a] = frame.Pop();
                    break;
                case OpCode.LoadHidden:
                    frame.Push(frame.Slots[a]!);
                    break;
                case OpCode.LoadCell:
                    frame.Push(frame.Cells[a].Value ?? throw UnboundCell(frame.Code, a));
                    break;
                case OpCode.StoreCell:
                    frame.Cells[a].Value = frame.Pop();
                    break;
                case OpCode.LoadGlobal:
                    frame.Push(Global(frame.Code.Names[a]));
                    break;
                case OpCode.StoreGlobal:
                    _globals[frame.Code.Names[a]] = frame.Pop();
                    break;
                case OpCode.DeleteLocal or OpCode.DeleteCell or OpCode.DeleteGlobal:
                    Delete(frame, instruction);
                    break;
                case OpCode.Pop:
                    frame.Pop();
                    break;
                case OpCode.Duplicate or OpCode.DuplicateTwo or OpCode.RotateTwo or OpCode.RotateThree:
                    Shuffle(frame, instruction.Code);
                    break;
                case OpCode.Unary:
                    frame.Push(Unary((UnaryOperator)a, frame.Pop()));
                    break;
                case OpCode.Binary:
                    var right = frame.Pop();
                    frame.Push(Operators.Apply(this, (BinaryOperator)a, frame.Pop(), right));
                    break;
                case OpCode.Compare when a is not ((int)CompareOperator.In or (int)CompareOperator.NotIn):
                    right = frame.Pop();
                    frame.Push(PyBool.Of(Ordering.Holds(this, (CompareOperator)a, frame.Pop(), right)));
                    break;
                case OpCode.Jump:
                    frame.Position = a;
                    break;
                case OpCode.JumpIfFalse:
                    frame.Position = frame.Pop().IsTrue ? frame.Position : a;
                    break;
                case OpCode.JumpIfTrue:
                    frame.Position = frame.Pop().IsTrue ? a : frame.Position;
                    break;
                case OpCode.JumpIfFalseOrPop or OpCode.JumpIfTrueOrPop:
                    if (frame.Slots[frame.Top - 1]!.IsTrue == (instruction.Code == OpCode.JumpIfTrueOrPop))
                    {
                        frame.Position = a;
                    }
                    else
                    {
                        frame.Pop();
                    }

                    break;
                case OpCode.LoadAttribute:
                    frame.Push(Attributes.Get(frame.Pop(), frame.Code.Names[a]));
                    break;
                case OpCode.Iterate:
                    frame.Slots[a] = Iteration.Of(frame.Pop());
                    break;
                case OpCode.Next when frame.Slots[a] is InstantIterator iterator:
                    if (iterator.Next(this) is { } item)
                    {
                        frame.Push(item);
                    }
                    else
                    {
                        frame.Position = b;
                    }

                    break;
                case OpCode.Next when frame.Slots[a] is PyGenerator generator:
                    if (generator.Frame is null)
                    {
                        frame.Position = b;
                    }
                    else
                    {
                        frame.EndTarget = b;
                        frame = Enter(Begin(generator), frame);
                    }

                    break;
                case OpCode.Call or OpCode.CallMethod or OpCode.CallUnpacked:
                    if (!TryCall(ref frame, instruction, out var pending))
                    {
                        return new Outcome(null, frame, pending);
                    }

                    break;
                case OpCode.Return:
                    if (!TryReturn(ref frame, root, frame.Pop(), out var result))
                    {
                        return Outcome.Of(result);
                    }

                    break;
                case OpCode.Yield:
                    var yielded = frame.Pop();
                    frame.Generator!.IsRunning = false;
                    if (frame == root)
                    {
                        return Outcome.Of(yielded);
                    }

                    frame = Leave(frame);
                    frame.EndTarget = -1;
                    frame.Push(yielded);
                    break;
                case OpCode.EnterExcept or OpCode.EnterFinally:
                    frame.EnterBlock(new Frame.Block(instruction.Code == OpCode.EnterFinally, b, a));
                    break;
                case OpCode.LeaveBlock:
                    frame.LeaveBlock();
                    frame.Slots[a] = null;
                    break;
                case OpCode.EndFinally:
                    if (!EndFinally(ref frame, root, a, out result))
                    {
                        return Outcome.Of(result);
                    }

                    break;
                case OpCode.JumpOut:
                    JumpOut(frame, a, b);
                    break;
                case OpCode.Reraise:
                    throw new PyError((PyException)frame.Slots[a]!);
                case OpCode.Raise:
                    throw new PyError(ToException(frame, a));
                default:
                    if (!TryWaiting(frame, instruction, out pending))
                    {
                        return new Outcome(null, frame, pending);
                    }

                    break;
            }
        }
    }

    private Frame Enter(Frame frame, Frame caller)
    {
        frame.Caller = caller;
        frame.Depth = caller.Depth + 1;
        budget.RequireDepth(frame.Depth);
        _current = frame;
        _depth = frame.Depth;
        return frame;
    }

    private Frame Leave(Frame frame)
    {
        var caller = frame.Caller!;
        frame.Caller = null;
        _current = caller;
        _depth = caller.Depth;
        return caller;
    }

    private PyObject Unary(UnaryOperator op, PyObject value) => op switch
    {
        UnaryOperator.Not => PyBool.Of(!value.IsTrue),
        UnaryOperator.Minus => Operators.Negate(value),
        UnaryOperator.Plus => Operators.Plus(this, value),
        _ => Operators.Invert(value),
    };

    private static void Shuffle(Frame frame, OpCode code)
    {
        var slots = frame.Slots;
        var top = frame.Top;
        switch (code)
        {
            case OpCode.Duplicate:
                frame.Push(slots[top - 1]!);
                break;
            case OpCode.DuplicateTwo:
                frame.Push(slots[top - 2]!);
                frame.Push(slots[top - 1]!);
                break;
            case OpCode.RotateTwo:
                (slots[top - 1], slots[top - 2]) = (slots[top - 2], slots[top - 1]);
                break;
            default:
                (slots[top - 1], slots[top - 2], slots[top - 3]) = (slots[top - 2], slots[top - 3], slots[top - 1]);
                break;
        }
    }
}
