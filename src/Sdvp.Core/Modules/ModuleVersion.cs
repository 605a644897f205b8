namespace Sdvp.Core.Modules;

/// <summary>The identity of what a module computes: it changes exactly when the module's weights or code change.</summary>
/// <param name="Id">For networks a hash of architecture and weights, for symbolic modules the name of the algorithm.</param>
public readonly record struct ModuleVersion(string Id)
{
    /// <inheritdoc/>
    public override string ToString() => Id.Length > 12 ? Id[..12] : Id;
}
