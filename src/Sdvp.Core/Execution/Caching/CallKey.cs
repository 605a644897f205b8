using Sdvp.Core.Modules;

namespace Sdvp.Core.Execution.Caching;

/// <summary>The identity of a call: equal keys mean the same computation. Images count by their content and their place in the image they were cut from.</summary>
/// <param name="Module">The module's name.</param>
/// <param name="Version">The module's version.</param>
/// <param name="Arguments">Lower-case hexadecimal SHA-256 of the arguments.</param>
public readonly record struct CallKey(string Module, string Version, string Arguments)
{
    /// <summary>Makes the key of a call.</summary>
    /// <param name="module">The module's name.</param>
    /// <param name="version">The module's version.</param>
    /// <param name="call">The arguments.</param>
    /// <returns>The key.</returns>
    public static CallKey Create(string module, ModuleVersion version, ModuleCall call)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(call);
        return new CallKey(module, version.Id ?? "", ContentHash.Compute(call));
    }

    /// <summary>Lower-case hexadecimal SHA-256 of the whole key; safe as the name of a file.</summary>
    /// <returns>64 digits.</returns>
    public string ToId() => ContentHash.Compute(Module, Version, Arguments);
}
