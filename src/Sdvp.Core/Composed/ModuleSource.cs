using Sdvp.Core.Modules;

namespace Sdvp.Core.Composed;

/// <summary>Where a composed module takes the module behind it from: one that was given, or the one that the registry holds at the moment of a call.</summary>
internal sealed class ModuleSource
{
    private readonly Func<IVisualModule?> _find;
    private readonly string _name;

    public ModuleSource(IVisualModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        _find = () => module;
        _name = module.Signature.Name;
        Requires = [];
    }

    public ModuleSource(Func<IModuleRegistry> registry, string name)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        _find = () => registry().Snapshot.GetValueOrDefault(name);
        _name = name;
        Requires = [name];
    }

    /// <summary>What must be registered for this source to give a module.</summary>
    public string[] Requires { get; }

    public string VersionText => _find()?.Version.Id ?? "unregistered";

    public IVisualModule Get() => _find() ?? throw new InvalidOperationException($"No module is named {_name}; register one before programs run.");
}
