using Sdvp.Core.Programs.Viper.Compilation;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>One call of a function: its variables, its stack and where it is. Lives on the heap, so that calls cost no native stack.</summary>
internal sealed class Frame
{
    private static readonly Cell[] NoCells = [];

    private List<Block>? _blocks;

    public Frame(Code code, Cell[] closure)
    {
        Code = code;
        Slots = new PyObject?[code.Locals.Length + code.StackSize];
        Top = code.Locals.Length;
        Cells = NoCells;
        if (code.Cells.Length > 0)
        {
            Cells = new Cell[code.Cells.Length];
            for (var i = 0; i < code.OwnCells; i++)
            {
                Cells[i] = new Cell();
            }

            closure.CopyTo(Cells, code.OwnCells);
        }
    }

    public Code Code { get; }

    /// <summary>Locals, then the stack.</summary>
    public PyObject?[] Slots { get; }

    /// <summary>The first free slot of the stack.</summary>
    public int Top { get; set; }

    public Cell[] Cells { get; }

    /// <summary>The next instruction.</summary>
    public int Position { get; set; }

    public Frame? Caller { get; set; }

    public int Depth { get; set; }

    public PyGenerator? Generator { get; set; }

    /// <summary>Where to go when a value that is waited for turns out to be the end of an iterator; -1 where it is pushed.</summary>
    public int EndTarget { get; set; } = -1;

    public int BlockCount => _blocks?.Count ?? 0;

    public (int Start, int Length) Place => Code.Places[Math.Max(0, Position - 1)];

    public void Push(PyObject value) => Slots[Top++] = value;

    public PyObject Pop()
    {
        var value = Slots[--Top]!;
        Slots[Top] = null;
        return value;
    }

    public PyObject[] PopMany(int count)
    {
        if (count == 0)
        {
            return [];
        }

        var values = new PyObject[count];
        Top -= count;
        Array.Copy(Slots, Top, values, 0, count);
        Array.Clear(Slots, Top, count);
        return values;
    }

    public void EnterBlock(Block block) => (_blocks ??= []).Add(block);

    public Block LeaveBlock()
    {
        var block = _blocks![^1];
        _blocks.RemoveAt(_blocks.Count - 1);
        return block;
    }

    /// <summary>Empties the stack, as it is between statements.</summary>
    public void ClearStack()
    {
        Array.Clear(Slots, Code.Locals.Length, Slots.Length - Code.Locals.Length);
        Top = Code.Locals.Length;
    }

    /// <param name="IsFinally">Whether every way out leads through it, or exceptions alone.</param>
    /// <param name="Target">Where they go.</param>
    /// <param name="Slot">The local that keeps what happened.</param>
    public readonly record struct Block(bool IsFinally, int Target, int Slot);
}
