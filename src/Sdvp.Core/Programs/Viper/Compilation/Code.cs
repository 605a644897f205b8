using Sdvp.Core.Programs.Viper.Syntax;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Compilation;

/// <summary>A compiled function, comprehension or program. Immutable and shared by all runs.</summary>
internal sealed class Code
{
    public required string Name { get; init; }

    public required string QualifiedName { get; init; }

    public required Instruction[] Instructions { get; init; }

    /// <summary>Offset and length in the source of each instruction.</summary>
    public required (int Start, int Length)[] Places { get; init; }

    public required PyObject[] Constants { get; init; }

    public required string[] Names { get; init; }

    public required CallShape[] Calls { get; init; }

    public required Code[] Children { get; init; }

    /// <summary>Names of locals, by slot; parameters come first, hidden ones are empty.</summary>
    public required string[] Locals { get; init; }

    /// <summary>Names of cells: own ones, then those of surrounding functions.</summary>
    public required string[] Cells { get; init; }

    public required int OwnCells { get; init; }

    /// <summary>Parameters that live in cells: slot and cell.</summary>
    public required (int Slot, int Cell)[] ParameterCells { get; init; }

    /// <summary>Cells of the surrounding function that this one takes over.</summary>
    public required Capture[] Captures { get; init; }

    public required int StackSize { get; init; }

    /// <summary>Null for programs and comprehensions.</summary>
    public Parameters? Parameters { get; init; }

    public bool IsGenerator { get; init; }
}
