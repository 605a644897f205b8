namespace Sdvp.Core.Programs.Viper.Compilation;

/// <summary>A loop that is being compiled: jumps out of it that do not know yet where they lead.</summary>
/// <param name="Blocks">The blocks around the loop.</param>
internal sealed record Loop(int Blocks)
{
    public List<int> Breaks { get; } = [];

    public List<int> Continues { get; } = [];
}
