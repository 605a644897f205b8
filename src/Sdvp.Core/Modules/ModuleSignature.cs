using System.Collections.Immutable;
using Sdvp.Core.Values;

namespace Sdvp.Core.Modules;

/// <summary>How programs call a module: name, typed parameters, type of the result.</summary>
/// <param name="Name">The name in programs, such as <c>VQA</c>; compared by ordinal.</param>
/// <param name="Parameters">The parameters, in documentation order.</param>
/// <param name="Result">The type of the result.</param>
public sealed record ModuleSignature(string Name, ImmutableArray<ModuleParameter> Parameters, ProgramType Result)
{
    /// <summary>
    /// Whether a call may carry further arguments, one for each variable that a text argument names, as EVAL's do. Default: false.
    /// </summary>
    public bool AcceptsVariables { get; init; }

    /// <summary>
    /// Names of modules that must be registered as well, because this one calls them, as SELECT calls MATCH. A program that calls this module where
    /// one of them is missing is refused. Default: none.
    /// </summary>
    public ImmutableArray<string> Requires { get; init; } = [];

    /// <summary>Makes a signature from a list of parameters.</summary>
    /// <param name="name">The name in programs.</param>
    /// <param name="result">The type of the result.</param>
    /// <param name="parameters">The parameters.</param>
    /// <returns>The signature.</returns>
    public static ModuleSignature Create(string name, ProgramType result, params ReadOnlySpan<ModuleParameter> parameters) =>
        new(name, [.. parameters], result);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Name}({string.Join(", ", Parameters.Select(p => $"{p.Name}: {p.Type}{(p.IsOptional ? "?" : "")}"))}) → {Result}";
}
