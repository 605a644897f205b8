using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Symbolic;

namespace Sdvp.Samples.VisProg;

/// <summary>The modules that programs are checked against.</summary>
internal static class CheckedModules
{
    public static ImmutableDictionary<string, ModuleSignature> Signatures { get; } = SymbolicModules.Create().Select(m => m.Signature)
        .Concat([StandardSignatures.Vqa(), StandardSignatures.Loc()])
        .ToImmutableDictionary(signature => signature.Name, StringComparer.Ordinal);
}
