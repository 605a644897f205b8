using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Programs.VisProg;

internal static class TestModules
{
    private static readonly ModuleParameter Image = new("image", ProgramType.Image);
    private static readonly ModuleParameter Box = new("box", ProgramType.Regions);

    public static ImmutableDictionary<string, ModuleSignature> Signatures { get; } = new[]
    {
        ModuleSignature.Create("LOC", ProgramType.Regions, Image, new ModuleParameter("object", ProgramType.Text)),
        ModuleSignature.Create("COUNT", ProgramType.Integer, Box),
        ModuleSignature.Create("CROP", ProgramType.Image, Image, Box),
        ModuleSignature.Create("CROP_LEFTOF", ProgramType.Image, Image, Box),
        ModuleSignature.Create("CROP_ABOVE", ProgramType.Image, Image, Box),
        ModuleSignature.Create("VQA", ProgramType.Text, Image, new ModuleParameter("question", ProgramType.Text)),
        ModuleSignature.Create("EVAL", ProgramType.Any, new ModuleParameter("expr", ProgramType.Text)),
        ModuleSignature.Create("RESULT", ProgramType.Any, new ModuleParameter("var", ProgramType.Any)),
        ModuleSignature.Create(
            "ZOOM", ProgramType.Image, Image, new ModuleParameter("factor", ProgramType.Number), new ModuleParameter("category", ProgramType.Text, IsOptional: true)),
        ModuleSignature.Create("PICK", ProgramType.Any, new ModuleParameter("from", ProgramType.List), new ModuleParameter("index", ProgramType.Integer, IsOptional: true)),
    }.ToImmutableDictionary(s => s.Name);

    public static ProgramParseOptions Options { get; } = new() { Modules = Signatures };

    public static ProgramParseOptions Strict { get; } = Options with { Strict = true };

    public static ProgramParseOptions Pair { get; } = Options with
    {
        Inputs = ImmutableDictionary<string, ProgramType>.Empty.Add("LEFT", ProgramType.Image).Add("RIGHT", ProgramType.Image),
    };
}
