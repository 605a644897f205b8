using Sdvp.Core.Programs;

namespace Sdvp.Core.Teaching.Adapters;

/// <summary>Stands for the program where a teacher answers a call without one.</summary>
internal sealed class DirectCallProgram : VisualProgram
{
    private DirectCallProgram()
        : base("none", "")
    {
    }

    public static DirectCallProgram Instance { get; } = new();
}
