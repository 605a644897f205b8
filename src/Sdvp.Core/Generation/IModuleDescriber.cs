using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Core.Generation;

/// <summary>
/// Tells a model what programs may call. It is given the signatures of the modules that are there, and describes nothing else: what
/// stands in the description is what programs are checked against. Implementations are immutable and thread-safe.
/// </summary>
public interface IModuleDescriber
{
    /// <summary>Describes modules and inputs.</summary>
    /// <param name="modules">The modules that programs may call, in the order in which to describe them.</param>
    /// <param name="inputs">The variables that exist before the first step.</param>
    /// <returns>The text.</returns>
    string Describe(IReadOnlyList<ModuleSignature> modules, ImmutableDictionary<string, ProgramType> inputs);

    /// <summary>What programs can call by name, as a refused program's author is told. Default: the modules.</summary>
    /// <param name="modules">The modules that programs may call.</param>
    /// <returns>The names.</returns>
    IEnumerable<string> NamesOf(IReadOnlyList<ModuleSignature> modules) => modules.Select(m => m.Name);
}
