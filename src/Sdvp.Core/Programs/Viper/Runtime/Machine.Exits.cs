using Sdvp.Core.Programs.Viper.Compilation;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

internal sealed partial class Machine
{
    /// <returns>False where the root frame has ended.</returns>
    private bool TryReturn(ref Frame frame, Frame root, PyObject value, out PyObject? result)
    {
        result = null;
        while (frame.BlockCount > 0)
        {
            var block = frame.LeaveBlock();
            if (block.IsFinally)
            {
                frame.ClearStack();
                frame.Slots[block.Slot] = new Completion(null, value, 0, 0);
                frame.Position = block.Target;
                return true;
            }
        }

        var generator = frame.Generator;
        generator?.Finish();
        if (frame == root)
        {
            result = generator is null ? value : null;
            return false;
        }

        frame = Leave(frame);
        if (generator is null)
        {
            frame.Push(value);
        }
        else
        {
            frame.Position = frame.EndTarget;
            frame.EndTarget = -1;
        }

        return true;
    }

    private bool EndFinally(ref Frame frame, Frame root, int slot, out PyObject? result)
    {
        result = null;
        var completion = (Completion?)frame.Slots[slot];
        frame.Slots[slot] = null;
        switch (completion)
        {
            case null:
                return true;
            case { Error: { } error }:
                throw new PyError(error);
            case { Result: { } value }:
                return TryReturn(ref frame, root, value, out result);
            default:
                JumpOut(frame, completion.Target, completion.Blocks);
                return true;
        }
    }

    private static void JumpOut(Frame frame, int target, int blocks)
    {
        while (frame.BlockCount > blocks)
        {
            var block = frame.LeaveBlock();
            if (block.IsFinally)
            {
                frame.Slots[block.Slot] = new Completion(null, null, target, blocks);
                frame.Position = block.Target;
                return;
            }
        }

        frame.Position = target;
    }

    private static PyException ToException(Frame frame, int count)
    {
        if (count == 0)
        {
            throw PyError.Runtime("No active exception to reraise");
        }

        var cause = count == 2 ? frame.Pop() : null;
        var raised = Instance(frame.Pop()) ?? throw PyError.Type("exceptions must derive from BaseException");
        if (cause is not null and not PyNone)
        {
            raised.Cause = Instance(cause) ?? throw PyError.Type("exception causes must derive from BaseException");
        }

        return raised;
    }

    private static PyException? Instance(PyObject value) => value switch
    {
        PyException error => error,
        PyType type when type.IsSubtypeOf(ExceptionTypes.Of("BaseException")) => new PyException(type, []),
        _ => null,
    };
}
