using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Symbolic;
using Sdvp.Core.Values;

namespace Sdvp.Samples.VisProg;

/// <summary>What programs are checked against: all of VisProg's modules, whether this host has a model behind them or not.</summary>
internal static class CheckedModules
{
    private static readonly ImmutableDictionary<string, ModuleSignature> Signatures = SymbolicModules.Create().Select(m => m.Signature)
        .Concat(
        [
            StandardSignatures.Vqa(), StandardSignatures.Loc(), StandardSignatures.Segmentation(), StandardSignatures.FaceDetection(), StandardSignatures.Selection(),
            StandardSignatures.Classification(), StandardSignatures.Listing(), StandardSignatures.Replacement(),
            ModuleSignature.Create(
                "EMOJI", ProgramType.Image, new("image", ProgramType.Image), new("object", ProgramType.Regions), new ModuleParameter("emoji", ProgramType.Text)),
        ])
        .ToImmutableDictionary(signature => signature.Name, StringComparer.Ordinal);

    /// <summary>Makes options for a program: its images are IMAGE, and LEFT and RIGHT where it does not use these names for values of its own.</summary>
    public static ProgramParseOptions OptionsFor(string source, bool strict)
    {
        var inputs = ImmutableDictionary<string, ProgramType>.Empty.Add("IMAGE", ProgramType.Image);
        var assigned = source.Split('\n').Select(line => line.Split('=')[0].Trim()).ToHashSet(StringComparer.Ordinal);
        foreach (var name in new[] { "LEFT", "RIGHT" }.Where(name => !assigned.Contains(name)))
        {
            inputs = inputs.Add(name, ProgramType.Image);
        }

        return new ProgramParseOptions { Modules = Signatures, Inputs = inputs, Strict = strict };
    }
}
