using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Sdvp.Core.Execution;
using Sdvp.Core.Generation;
using Sdvp.Core.Generation.Profiles;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.Viper;
using Sdvp.Core.Programs.Viper.Api;
using Sdvp.Core.Programs.Viper.Values;
using Sdvp.Core.Values;
using static Sdvp.Core.Tests.Generation.ViperWorld;

namespace Sdvp.Core.Tests.Generation;

public partial class ViperProfilesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. ViperProfiles.All.Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Examples_OfEachProfile_CheckWithoutAnyFinding(string name)
    {
        var profile = ViperProfiles.Get(name);
        var options = profile.ParseOptions(Registry(), null) with { Strict = true };

        Assert.InRange(profile.Examples.Length, 8, 10);
        Assert.All(profile.Examples, example => Assert.Empty(new ViperLanguage().Parse(example.Program, options).Diagnostics));
        Assert.All(profile.Examples, example => Assert.StartsWith(profile.StartMarker!, example.Program, StringComparison.Ordinal));
        Assert.Equal(profile.Examples.Length, profile.Examples.Select(e => e.Question).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Examples_OfEachProfile_AnswerWhateverIsFound(string name)
    {
        var profile = ViperProfiles.Get(name);
        foreach (var boxes in new[] { 0, 1, 3 })
        {
            var registry = Registry(boxes);
            foreach (var example in profile.Examples)
            {
                var program = new ViperLanguage().Parse(example.Program, profile.ParseOptions(registry, null)).GetProgramOrThrow();

                var run = await new ProgramRunner(registry, [new ViperLanguage()]).RunAsync(new ProgramRequest("q", program, Pictures(profile.Inputs.Keys)), Cancellation);

                Assert.True(run.Error is null, $"{example.Question} with {boxes} boxes: {run.Error}");
                Assert.IsType(name == "viper-nlvr" ? typeof(BooleanValue) : typeof(TextValue), run.Value);
            }
        }
    }

    [Theory]
    [InlineData("DETECT", "LOC", "find,exists")]
    [InlineData("VQA", null, "exists,simple_query")]
    [InlineData("MATCH", null, "verify_property,best_text_match,best_image_match")]
    [InlineData("DEPTH", null, "compute_depth")]
    [InlineData("LLM", null, "llm_query,process_guesses")]
    public void Describe_ModuleIsNotRegistered_LeavesOutWhatCallsIt(string module, string? other, string omitted)
    {
        var profile = ViperProfiles.Open;
        var all = profile.ModulesOf(Registry());
        var kept = new ModuleRegistry(Registry().Snapshot.Values.Where(m => m.Signature.Name != module && m.Signature.Name != other));

        var before = Described(profile.Describer.Describe(all, profile.Inputs));
        var after = Described(profile.Describer.Describe(profile.ModulesOf(kept), profile.Inputs));

        Assert.Equal(omitted.Split(',').Order(StringComparer.Ordinal), before.Except(after).Order(StringComparer.Ordinal));
        Assert.Equal(after, profile.Describer.NamesOf(profile.ModulesOf(kept)).Select(n => n.Replace("ImagePatch.", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void Describe_AllModules_NamesEveryMemberOfTheApiOnce()
    {
        var inputs = ImmutableDictionary<string, ProgramType>.Empty.Add("QUERY", ProgramType.Text).Add("VIDEO", ProgramType.List);

        var text = ViperProfiles.Open.Describer.Describe(ViperProfiles.Open.ModulesOf(Registry()), inputs);

        var members = new[] { ImagePatchMembers.PatchType, PyVideoSegment.SegmentType }.SelectMany(t => t.MemberNames)
            .Concat(ApiFunctions.All().Where(f => f.Value is not PyType).Select(f => f.Key)).Where(m => m != "print_image").Distinct();
        Assert.Equal(members.Order(StringComparer.Ordinal), Described(text).Order(StringComparer.Ordinal));
        Assert.Contains("def execute_command(video, query):", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_NothingRegistered_KeepsWhatNeedsNoModule()
    {
        var text = ViperProfiles.Nlvr.Describer.Describe([], ViperProfiles.Nlvr.Inputs);

        Assert.Equal(["crop", "overlaps_with", "distance", "coerce_to_numeric", "bool_to_yesno"], Described(text));
        Assert.Contains("def execute_command(left, right):", text, StringComparison.Ordinal);
        Assert.DoesNotContain("VideoSegment", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_OtherNamesOfModules_AreFollowed()
    {
        var describer = new ViperApiDescriber(new ViperOptions { VqaModule = "SEE", Profile = ViperProfile.Plain });

        Assert.Equal(["ImagePatch.simple_query", "ImagePatch.crop"], describer.NamesOf([StandardSignatures.Vqa("SEE")]).Take(2));
        Assert.DoesNotContain("ImagePatch.simple_query", describer.NamesOf([StandardSignatures.Vqa()]));
        Assert.Contains("ImagePatch.exists", describer.NamesOf([StandardSignatures.Loc()]));
    }

    [Fact]
    public async Task Parameters_OfNlvr_AreBoundByNameInAnyCase()
    {
        const string Source = "def execute_command(right, left):\n    return ImagePatch(left).width - ImagePatch(right).width\n";
        var program = new ViperLanguage().Parse(Source, ViperProfiles.Nlvr.ParseOptions(Registry(), null)).GetProgramOrThrow();
        foreach (var (left, right) in new[] { ("left", "right"), ("LEFT", "RIGHT") })
        {
            var inputs = ImmutableDictionary<string, ProgramValue>.Empty.Add(left, Picture(9)).Add(right, Picture(4));

            var run = await new ProgramRunner(Registry(), [new ViperLanguage()]).RunAsync(new ProgramRequest("q", program, inputs), Cancellation);

            Assert.Equal(new IntegerValue(5), run.Value);
        }
    }

    [Fact]
    public void Get_UnknownName_ListsTheKnownOnes() =>
        Assert.Contains("viper-gqa, viper-nlvr, viper-open", Assert.Throws<ArgumentException>(() => ViperProfiles.Get("gqa")).Message, StringComparison.Ordinal);

    private static string[] Described(string text) => [.. Entry().Matches(text).Select(m => m.Groups[1].Value)];

    [GeneratedRegex(@"^- (\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Entry();
}
