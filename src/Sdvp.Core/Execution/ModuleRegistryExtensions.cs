using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Values;

namespace Sdvp.Core.Execution;

/// <summary>Checks programs against what is registered.</summary>
public static class ModuleRegistryExtensions
{
    /// <summary>Makes options with which a language checks programs against the modules that are registered at this moment.</summary>
    /// <param name="registry">The modules.</param>
    /// <param name="inputs">Types of the input variables; null for <c>IMAGE</c> alone.</param>
    /// <param name="strict">Refuse what would otherwise be repaired with a warning. Default: false.</param>
    /// <returns>The options.</returns>
    public static ProgramParseOptions ToParseOptions(
        this IModuleRegistry registry, ImmutableDictionary<string, ProgramType>? inputs = null, bool strict = false)
    {
        ArgumentNullException.ThrowIfNull(registry);
        var options = new ProgramParseOptions
        {
            Modules = registry.Snapshot.ToImmutableDictionary(module => module.Key, module => module.Value.Signature, StringComparer.Ordinal),
            Strict = strict,
        };
        return inputs is null ? options : options with { Inputs = inputs };
    }

    /// <summary>Makes options whose input variables are those of an example.</summary>
    /// <param name="registry">The modules.</param>
    /// <param name="inputs">The values of the input variables.</param>
    /// <param name="strict">Refuse what would otherwise be repaired with a warning. Default: false.</param>
    /// <returns>The options.</returns>
    public static ProgramParseOptions ToParseOptions(
        this IModuleRegistry registry, ImmutableDictionary<string, ProgramValue> inputs, bool strict = false)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return registry.ToParseOptions(inputs.ToImmutableDictionary(input => input.Key, input => input.Value.Type, StringComparer.Ordinal), strict);
    }
}
