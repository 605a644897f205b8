using System.Collections.Immutable;
using Sdvp.Core.Generation;
using Sdvp.Core.Generation.Profiles;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Symbolic;
using Sdvp.Core.Tests.Execution;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Generation;

public class VisProgProfilesTests
{
    // The modules that other hosts back: names and arguments as VisProg has them.
    private static readonly ModuleRegistry _registry = new(
    [
        .. SymbolicModules.Create(),
        .. ModelBacked().Where(s => !SymbolicModules.Create().Any(m => m.Signature.Name == s.Name)).Select(s => new FakeModule(s.Name) { Signature = s }),
    ]);

    public static TheoryData<string> Names => [.. VisProgProfiles.All.Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Examples_OfEachProfile_CheckWithoutAnyFinding(string name)
    {
        var profile = VisProgProfiles.Get(name);
        var options = profile.ParseOptions(profile.ModulesOf(_registry), null) with { Strict = true };

        Assert.InRange(profile.Examples.Length, 8, 10);
        Assert.All(profile.Examples, example => Assert.Empty(new VisProgLanguage().Parse(example.Program, options).Diagnostics));
        Assert.Equal(profile.Examples.Length, profile.Examples.Select(e => e.Question).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Modules_OfEachProfile_AreAllDescribed(string name)
    {
        var profile = VisProgProfiles.Get(name);
        var modules = profile.ModulesOf(_registry);

        var text = profile.Describer.Describe(modules, profile.Inputs);

        Assert.Equal(profile.Modules, modules.Select(m => m.Name));
        Assert.All(modules, m => Assert.Contains($"- {m.Name}(", text, StringComparison.Ordinal));
        Assert.All(modules, m => Assert.Contains(m.Name, ((ModuleTable)profile.Describer).Notes.Keys));
        Assert.Equal(modules.Length, text.Split("\n- ").Length - 1);
    }

    [Fact]
    public void Profiles_Together_HaveAll25ModulesAndUseMostOfThem()
    {
        var named = VisProgProfiles.All.SelectMany(p => p.Modules).ToHashSet(StringComparer.Ordinal);
        var options = new ProgramParseOptions
        {
            Modules = _registry.Snapshot.ToImmutableDictionary(m => m.Key, m => m.Value.Signature),
            Inputs = VisProgProfiles.Nlvr.Inputs.Add("IMAGE", ProgramType.Image),
        };
        var used = VisProgProfiles.All.SelectMany(p => p.Examples)
            .SelectMany(e => ((VisProgProgram)new VisProgLanguage().Parse(e.Program, options).GetProgramOrThrow()).Steps.Select(s => s.Module)).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(25, named.Count);
        Assert.Equal(["CROP_AHEAD", "CROP_FRONTOF", "CROP_INFRONT", "CROP_INFRONTOF"], named.Except(used).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Get_UnknownName_ListsTheKnownOnes() =>
        Assert.Contains("gqa, nlvr, tagging, editing", Assert.Throws<ArgumentException>(() => VisProgProfiles.Get("vqa")).Message, StringComparison.Ordinal);

    [Fact]
    public void Describe_UnknownModule_IsListedByItsSignature()
    {
        var module = ModuleSignature.Create("DEPTH", ProgramType.Number, new ModuleParameter("image", ProgramType.Image), new ModuleParameter("box", ProgramType.Regions, IsOptional: true));

        Assert.Equal("Inputs: IMAGE (Image)\nModules; there are no others:\n- DEPTH(image: Image; box: Regions, optional) -> Number\n", VisProgProfiles.Gqa.Describer.Describe([module], VisProgProfiles.Gqa.Inputs));
    }

    private static IEnumerable<ModuleSignature> ModelBacked()
    {
        var image = new ModuleParameter("image", ProgramType.Image);
        var objects = new ModuleParameter("object", ProgramType.Regions);
        yield return StandardSignatures.Vqa();
        yield return StandardSignatures.Loc();
        yield return ModuleSignature.Create("SEG", ProgramType.Regions, image);
        yield return ModuleSignature.Create("FACEDET", ProgramType.Regions, image);
        yield return ModuleSignature.Create("SELECT", ProgramType.Regions, image, objects, new ModuleParameter("query", ProgramType.Text), new ModuleParameter("category", ProgramType.Text, IsOptional: true));
        yield return ModuleSignature.Create("COLORPOP", ProgramType.Image, image, objects);
        yield return ModuleSignature.Create("BGBLUR", ProgramType.Image, image, objects);
        yield return ModuleSignature.Create("REPLACE", ProgramType.Image, image, objects, new ModuleParameter("prompt", ProgramType.Text));
        yield return ModuleSignature.Create("EMOJI", ProgramType.Image, image, objects, new ModuleParameter("emoji", ProgramType.Text));
        yield return ModuleSignature.Create("LIST", ProgramType.List, new ModuleParameter("query", ProgramType.Text), new ModuleParameter("max", ProgramType.Integer));
        yield return ModuleSignature.Create("CLASSIFY", ProgramType.Regions, image, objects, new ModuleParameter("categories", ProgramType.List));
        yield return ModuleSignature.Create("TAG", ProgramType.Image, image, objects);
    }
}
