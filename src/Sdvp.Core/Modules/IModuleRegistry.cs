using System.Collections.Immutable;

namespace Sdvp.Core.Modules;

/// <summary>
/// The modules of a host. A run takes one <see cref="Snapshot"/> when it begins and finishes on it; a replaced module
/// serves the runs that begin afterwards. Thread-safe.
/// </summary>
public interface IModuleRegistry
{
    /// <summary>The modules at this moment, by name; never changes once given.</summary>
    ImmutableDictionary<string, IVisualModule> Snapshot { get; }

    /// <summary>Puts a module in the place of the one with the same name, or adds it. Atomic.</summary>
    /// <param name="module">The module.</param>
    void Replace(IVisualModule module);
}
