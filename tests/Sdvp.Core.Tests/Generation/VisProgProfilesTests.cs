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
    private static readonly ModuleRegistry _registry = new(
    [
        .. SymbolicModules.Create(),
        SymbolicModules.CreateEmoji(new EmojiImages([new("robot", new EmojiImage(ImageBuffer.FromRgb(1, 1, new byte[3]), [255]))])),
        .. new[]
        {
            StandardSignatures.Vqa(), StandardSignatures.Loc(), StandardSignatures.Segmentation(), StandardSignatures.FaceDetection(), StandardSignatures.Replacement(),
            StandardSignatures.Listing(), StandardSignatures.Match(), StandardSignatures.Selection() with { Requires = ["MATCH"] },
            StandardSignatures.Classification() with { Requires = ["MATCH"] },
        }.Select(s => new FakeModule(s.Name) { Signature = s }),
    ]);

    public static TheoryData<string> Names => [.. VisProgProfiles.All.Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Examples_OfEachProfile_CheckWithoutAnyFinding(string name)
    {
        var profile = VisProgProfiles.Get(name);
        var options = profile.ParseOptions(_registry, null) with { Strict = true };

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

        Assert.Equal(VisProgModules.Names, named.Order(StringComparer.Ordinal));
        Assert.Equal(["CROP_AHEAD", "CROP_FRONTOF", "CROP_INFRONT", "CROP_INFRONTOF"], named.Except(used).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ModulesOf_WhatAModuleCallsIsMissing_LeavesItOut()
    {
        var registry = new ModuleRegistry(_registry.Snapshot.Values.Where(m => m.Signature.Name != "MATCH"));

        Assert.Equal(VisProgProfiles.ImageEditing.Modules.Remove("SELECT"), VisProgProfiles.ImageEditing.ModulesOf(registry).Select(m => m.Name));
    }

    [Fact]
    public void ParseOptions_WhatOnlyModulesCall_IsNothingForPrograms()
    {
        var parse = new VisProgLanguage().Parse("A=MATCH(image=IMAGE,texts=['a'])\nR=RESULT(var=A)", VisProgProfiles.ImageEditing.ParseOptions(_registry, null));

        Assert.Null(parse.Program);
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
}
