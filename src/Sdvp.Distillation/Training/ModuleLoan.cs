using Sdvp.Core.Modules;

namespace Sdvp.Distillation.Training;

/// <summary>Other versions of modules in a registry for a while; those that were there come back in the end, however it comes.</summary>
internal sealed class ModuleLoan : IDisposable
{
    private readonly IModuleRegistry _registry;
    private IVisualModule[] _before;

    public ModuleLoan(IModuleRegistry registry, IEnumerable<IVisualModule> modules)
    {
        _registry = registry;
        IVisualModule[] lent = [.. modules];
        _before = [.. lent.Select(m => registry.Snapshot[m.Signature.Name])];
        Array.ForEach(lent, registry.Replace);
    }

    /// <summary>Makes the loan a gift.</summary>
    public void Keep() => _before = [];

    public void Dispose() => Array.ForEach(_before, _registry.Replace);
}
