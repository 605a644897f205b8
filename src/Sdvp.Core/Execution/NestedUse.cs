namespace Sdvp.Core.Execution;

/// <summary>
/// Knows whether code runs inside of a module that a runner called. A module may run programs itself; those must not wait for what the
/// module's own caller holds.
/// </summary>
internal sealed class NestedUse
{
    private readonly AsyncLocal<bool> _inside = new();

    public bool IsInside => _inside.Value;

    /// <summary>Marks what the calling asynchronous method does from here to its end.</summary>
    public void Enter() => _inside.Value = true;
}
