using Sdvp.Core.Programs.Viper.Compilation;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>Puts the items of a value onto the stack, the first one on top.</summary>
internal static class Unpacking
{
    public static void Push(Machine machine, Frame frame, IReadOnlyList<PyObject> items, Instruction instruction)
    {
        if (instruction.Code == OpCode.Unpack)
        {
            if (items.Count != instruction.A)
            {
                throw PyError.ValueOf(items.Count > instruction.A
                    ? $"too many values to unpack (expected {instruction.A})"
                    : $"not enough values to unpack (expected {instruction.A}, got {items.Count})");
            }

            PushRange(frame, items, 0, items.Count);
            return;
        }

        var (before, after) = (instruction.A, instruction.B);
        if (items.Count < before + after)
        {
            throw PyError.ValueOf($"not enough values to unpack (expected at least {before + after}, got {items.Count})");
        }

        PushRange(frame, items, items.Count - after, items.Count);
        machine.Budget.Allocate(1 + items.Count);
        frame.Push(new PyList([.. items.Skip(before).Take(items.Count - before - after)]));
        PushRange(frame, items, 0, before);
    }

    private static void PushRange(Frame frame, IReadOnlyList<PyObject> items, int from, int to)
    {
        for (var i = to - 1; i >= from; i--)
        {
            frame.Push(items[i]);
        }
    }
}
