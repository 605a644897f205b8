using System.Collections.Immutable;

namespace Sdvp.Core.Modules;

/// <summary>
/// A registry that swaps immutable snapshots. Thread-safe; readers never wait. Modules belong to whoever made them:
/// the registry disposes of none.
/// </summary>
public sealed class ModuleRegistry : IModuleRegistry
{
    private ImmutableDictionary<string, IVisualModule> _snapshot;

    /// <summary>Initialises a registry.</summary>
    /// <param name="modules">The modules to begin with; names are compared by ordinal.</param>
    /// <exception cref="ArgumentException">Two modules have one name, or a name is empty.</exception>
    public ModuleRegistry(IEnumerable<IVisualModule> modules)
    {
        ArgumentNullException.ThrowIfNull(modules);
        var snapshot = ImmutableDictionary.CreateBuilder<string, IVisualModule>(StringComparer.Ordinal);
        foreach (var module in modules)
        {
            var name = NameOf(module, nameof(modules));
            if (snapshot.TryGetValue(name, out var other))
            {
                throw new ArgumentException(
                    $"Two modules are named {name}: {other.GetType().Name} and {module.GetType().Name}. Register one, and use {nameof(Replace)} to exchange it later.", nameof(modules));
            }

            snapshot.Add(name, module);
        }

        _snapshot = snapshot.ToImmutable();
    }

    /// <inheritdoc/>
    public ImmutableDictionary<string, IVisualModule> Snapshot => Volatile.Read(ref _snapshot);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The module's name is empty.</exception>
    public void Replace(IVisualModule module)
    {
        var name = NameOf(module, nameof(module));
        ImmutableInterlocked.Update(ref _snapshot, static (snapshot, added) => snapshot.SetItem(added.name, added.module), (name, module));
    }

    private static string NameOf(IVisualModule? module, string parameter)
    {
        ArgumentNullException.ThrowIfNull(module, parameter);
        return string.IsNullOrWhiteSpace(module.Signature.Name)
            ? throw new ArgumentException($"The module {module.GetType().Name} has no name in its signature; programs call modules by name.", parameter)
            : module.Signature.Name;
    }
}
