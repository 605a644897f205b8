using System.Collections.Immutable;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Programs.Viper;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Programs.Viper;

/// <summary>The image API on modules of a script: an image of 100 × 80 pixels.</summary>
public sealed class ImageApiTests
{
    private static readonly ImageValue Picture = new(ImageBuffer.FromRgb(100, 80, new byte[100 * 80 * 3]));

    private static readonly RegionsValue TwoDogs = new(
        [new Region(new PixelBox(10, 20, 30, 50), 0.9), new Region(new PixelBox(60, 0, 100, 40), 0.8)]);

    [Fact]
    public async Task Find_Boxes_AreCountedFromTheBottom()
    {
        Assert.Equal("[ImagePatch(10, 30, 30, 60), ImagePatch(60, 40, 100, 80)]", await Answer("ImagePatch(image).find('dog')"));
    }

    [Fact]
    public async Task Find_OnAPatch_GivesPlacesInTheRoot()
    {
        var calls = new List<ModuleCall>();

        var text = await Answer("ImagePatch(image).crop(50, 10, 100, 60).find('dog')[0]", onCall: (module, call) => calls.Add(call));

        Assert.Equal("ImagePatch(60, 10, 80, 40)", text);
        Assert.Equal(new PixelBox(50, 20, 100, 70), calls[0].Get<ImageValue>("image").Box);
    }

    [Theory]
    [InlineData("p.left, p.lower, p.right, p.upper, p.width, p.height, p.horizontal_center, p.vertical_center", "(10, 20, 40, 70, 30, 50, 25.0, 45.0)")]
    [InlineData("p.crop(5, 5, 10, 15)", "ImagePatch(15, 25, 20, 35)")]
    [InlineData("p.crop(-5, -5, 500, 500)", "ImagePatch(10, 20, 40, 70)")]
    [InlineData("p.crop(1.9, 2.9, 3.9, 4.9)", "ImagePatch(11, 22, 13, 24)")]
    [InlineData("p.overlaps_with(40, 70, 50, 80), p.overlaps_with(41, 0, 50, 80)", "(True, False)")]
    [InlineData("distance(p, p)", "-1.0")]
    [InlineData("distance(p, ImagePatch(image, 43, 74, 50, 80))", "5.0")]
    [InlineData("distance(3, 5), distance(2.5, 1)", "(2, 1.5)")]
    [InlineData("bool_to_yesno(True), bool_to_yesno(0)", "('yes', 'no')")]
    [InlineData("p.parent_img_patch, isinstance(p, ImagePatch), p.crop(0, 0, 5, 5).parent_img_patch", "(None, True, ImagePatch(10, 20, 40, 70))")]
    [InlineData("coerce_to_numeric('25to26'), coerce_to_numeric('twenty-one'), coerce_to_numeric('about 3.5 m'), coerce_to_numeric('none')", "(25, 21, 3.5, 'none')")]
    public async Task Expression_OfThePatch_GivesTheAnswer(string expression, string expected) =>
        Assert.Equal(expected, await Answer(expression, before: "p = ImagePatch(image, 10, 20, 40, 70)"));

    [Fact]
    public async Task Crop_Nothing_RaisesAnException()
    {
        var error = await Assert.ThrowsAsync<ViperErrorException>(() => Answer("ImagePatch(image).crop(5, 5, 5, 9)"));

        Assert.Equal("ImagePatch has no area", error.ErrorText);
    }

    [Fact]
    public async Task Exists_Found_AsksAboutEachPatchAtOnceAndIsTheParent()
    {
        var vqa = new LeafModule("VQA", calls => [.. calls.Select(c => Yes(c.Get<ImageValue>("image").Box.Left == 60))]);
        var run = await RunAsync("return ImagePatch(image).exists('dog')", [Detector(), vqa]);

        Assert.Equal(new BooleanValue(true), run.Value);
        Assert.Equal(["exists", "DETECT", "VQA", "VQA"], run.Records.Select(r => r.Module));
        Assert.Equal([null, 0, 0, 0], run.Records.Select(r => r.Parent));
        Assert.All(run.Records, r => Assert.Equal(2, r.Span.Line));
        Assert.Equal("Is this a dog?", ((TextValue)run.Records[2].Arguments["question"]).Text);
        Assert.Equal([0.1, 0.9], run.Records[0].Proposals.Select(p => Math.Round(p.Score, 6)));
        Assert.Equal([2], vqa.BatchSizes);
    }

    [Fact]
    public async Task Exists_Number_ReadsTheNumber()
    {
        var run = await RunAsync("return ImagePatch(image).exists('number 7')", [Detector(), Script("VQA", _ => "seven")]);

        Assert.Equal(new BooleanValue(true), run.Value);
        Assert.Equal(["exists", "VQA"], run.Records.Select(r => r.Module));
    }

    [Theory]
    [InlineData(5.0, true)]
    [InlineData(0.3, false)]
    public async Task VerifyProperty_Logits_AreHeldAgainstOthers(double logit, bool expected)
    {
        var match = new LeafModule("MATCH", calls => [.. calls.Select(c =>
            ModuleResult.FromValue(new ListValue([.. c.Get<ListValue>("texts").Items.Select((_, i) => new NumberValue(i == 0 ? logit : 0))])))]);
        var run = await RunAsync("return ImagePatch(image).verify_property('mug', 'red')", [match]);

        Assert.Equal(new BooleanValue(expected), run.Value);
        Assert.Equal(["verify_property", "MATCH"], run.Records.Select(r => r.Module));
        Assert.Equal(new NumberValue(0.6), run.Records[0].Arguments["threshold"]);
        Assert.Equal(1 / (1 + Math.Exp(-logit)), run.Records[0].Distribution!.ProbabilityOf("yes"), 9);
        Assert.Equal(new TextValue("red mug"), ((ListValue)run.Records[1].Arguments["texts"]).Items[0]);
        Assert.DoesNotContain(new TextValue("red mug"), ((ListValue)run.Records[1].Arguments["texts"]).Items.Skip(1));
    }

    [Fact]
    public async Task BestTextMatch_Prefix_IsAskedWithButNotReturned()
    {
        var match = new LeafModule("MATCH", calls => [.. calls.Select(c =>
            ModuleResult.FromValue(new ListValue([.. c.Get<ListValue>("texts").Items.Select(t => new NumberValue(((TextValue)t).Text == "a photo of a cat" ? 2 : 1))])))]);

        var run = await RunAsync("return ImagePatch(image).best_text_match(['dog', 'cat'], prefix='a photo of a')", [match]);

        Assert.Equal(new TextValue("cat"), run.Value);
    }

    [Fact]
    public async Task BestImageMatch_Patches_AreComparedInOneBatch()
    {
        var match = new LeafModule("MATCH", calls => [.. calls.Select(c =>
            ModuleResult.FromValue(new ListValue([.. c.Get<ListValue>("texts").Items.Select(_ => new NumberValue(c.Get<ImageValue>("image").Box.Left))])))]);

        var run = await RunAsync(
            "ps = ImagePatch(image).find('dog')\n    return best_image_match(ps, ['big', 'dog'], return_index=True), best_image_match([], ['x'])", [Detector(), match]);

        Assert.Equal("(1, None)", ViperText.Str(run.Value!));
        Assert.Equal([2], match.BatchSizes);
    }

    [Fact]
    public async Task Leaves_OfManyPrograms_ShareBatches()
    {
        var vqa = new LeafModule("VQA", calls => [.. calls.Select(_ => ModuleResult.FromValue(new TextValue("red")))]);
        var registry = new ModuleRegistry([vqa]);
        var language = new ViperLanguage();
        var inputs = ImmutableDictionary<string, ProgramValue>.Empty.Add("image", Picture);
        var program = language.Parse(
            "def execute_command(image):\n    return sorted([ImagePatch(image).simple_query('q' + str(i)) for i in range(3)], key=lambda a: ImagePatch(image).simple_query(a))",
            registry.ToParseOptions(inputs)).GetProgramOrThrow();
        var runner = new ProgramRunner(registry, [language]);

        var runs = new List<ProgramRun>();
        await foreach (var run in runner.RunAsync(Enumerable.Range(0, 20).Select(i => new ProgramRequest($"{i}", program, inputs.SetItem("image", Shade(i)))), TestContext.Current.CancellationToken))
        {
            runs.Add(run);
        }

        Assert.All(runs, r => Assert.Equal("['red', 'red', 'red']", ViperText.Str(r.Value!)));
        // The key function asks the same for all three answers, which is made once.
        Assert.Equal([20, 20, 20, 20], vqa.BatchSizes);
    }

    [Fact]
    public async Task FailedLeaf_CannotBeCaughtByTheProgram()
    {
        var broken = new LeafModule("VQA", _ => throw new InvalidOperationException("no weights"));

        var run = await RunAsync("try:\n        return ImagePatch(image).simple_query('q')\n    except BaseException:\n        return 'caught'", [broken]);

        Assert.Contains("no weights", run.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(3, run.Error.Site.Span.Line);
    }

    [Theory]
    [InlineData("ImagePatch(image).compute_depth()", "DEPTH")]
    [InlineData("ImagePatch(image).find('dog')", "DETECT or LOC")]
    [InlineData("ImagePatch(image).verify_property('dog', 'red')", "MATCH")]
    [InlineData("llm_query('q')", "LLM")]
    public void Parse_LeafThatIsNotRegistered_IsRefused(string expression, string module)
    {
        var registry = new ModuleRegistry([Script("VQA", _ => "")]);
        var source = $"def execute_command(image):\n    return {expression}";

        var error = ViperRuns.FirstError(source, registry.ToParseOptions(ImmutableDictionary<string, ProgramType>.Empty.Add("image", ProgramType.Image)));

        Assert.Equal("VI012", error.Code);
        Assert.StartsWith($"{module} is not registered", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, error.Span.Line);
    }

    [Fact]
    public async Task Published_Profile_BringsItsBugsBack()
    {
        var options = new ViperOptions { Profile = ViperProfile.Published };

        Assert.Equal("ImagePatch(0, 10, 40, 60)", await Answer("ImagePatch(image).crop(10, 20, 30, 50)", options));
        Assert.Equal("2526", await Answer("coerce_to_numeric('25to26')", options));
        Assert.Equal("[ImagePatch(0, 20, 40, 70), ImagePatch(50, 30, 100, 80)]", await Answer("ImagePatch(image).find('dog')", options));
        Assert.Equal("TypeError", (await Assert.ThrowsAsync<ViperErrorException>(() => Answer("ImagePatch(image).simple_query()", options))).ErrorType);
    }

    [Fact]
    public async Task VideoSegment_Frames_AreCountedAndTrimmed()
    {
        var frames = new ListValue([.. Enumerable.Range(0, 6).Select(i => new ImageValue(ImageBuffer.FromRgb(1, 1, [(byte)i, 0, 0])))]);
        var seen = new List<byte>();
        var vqa = new LeafModule("VQA", calls => [.. calls.Select(c =>
        {
            seen.Add(c.Get<ImageValue>("image").Pixels.Pixels[0]);
            return ModuleResult.FromValue(new TextValue("a"));
        })]);
        const string Source = """
            def execute_command(video):
                v = VideoSegment(video)
                t = v.trim(2, 99)
                for f in (v.frame_from_index(-1), v.frame_from_index(99), v.frame_from_index(1), t.frame_from_index(0), t.frame_from_index(-99)):
                    f.simple_query('q')
                for f in t.frame_iterator():
                    f.simple_query('q')
                return v, t, v.num_frames, t.num_frames, t.start, t.end
            """;
        var registry = new ModuleRegistry([vqa]);
        var language = new ViperLanguage();
        var inputs = ImmutableDictionary<string, ProgramValue>.Empty.Add("video", frames);

        var result = await language.RunAsync(language.Parse(Source, registry.ToParseOptions(inputs)).GetProgramOrThrow(), inputs, new RegistryCaller(registry), TestContext.Current.CancellationToken);

        Assert.Equal("(VideoSegment(0, 6), VideoSegment(2, 6), 6, 4, 2, 6)", result.Repr);
        Assert.Equal([5, 5, 1, 2, 2, 2, 3, 4, 5], seen);
    }

    // Equal calls of several programs are made once; different pictures make different calls.
    private static ImageValue Shade(int shade) => new(ImageBuffer.FromRgb(1, 1, [(byte)shade, 0, 0]));

    private static async Task<string> Answer(string expression, ViperOptions? options = null, string before = "pass", Action<string, ModuleCall>? onCall = null)
    {
        var detector = new LeafModule("DETECT", calls => [.. calls.Select(c =>
        {
            onCall?.Invoke("DETECT", c);
            return ModuleResult.FromValue(TwoDogs);
        })]);
        var registry = new ModuleRegistry([detector, Script("VQA", _ => "yes")]);
        var language = new ViperLanguage(options);
        var inputs = ImmutableDictionary<string, ProgramValue>.Empty.Add("image", Picture);
        var program = language.Parse($"def execute_command(image):\n    {before}\n    return {expression}", registry.ToParseOptions(inputs)).GetProgramOrThrow();
        return (await language.RunAsync(program, inputs, new RegistryCaller(registry), TestContext.Current.CancellationToken)).Repr;
    }

    private static async Task<ProgramRun> RunAsync(string body, IVisualModule[] modules)
    {
        var registry = new ModuleRegistry(modules);
        var language = new ViperLanguage();
        var inputs = ImmutableDictionary<string, ProgramValue>.Empty.Add("image", Picture);
        var program = language.Parse($"def execute_command(image):\n    {body}", registry.ToParseOptions(inputs)).GetProgramOrThrow();
        return await new ProgramRunner(registry, [language]).RunAsync(new ProgramRequest("run", program, inputs), TestContext.Current.CancellationToken);
    }

    private static LeafModule Detector() => new("DETECT", calls => [.. calls.Select(_ => ModuleResult.FromValue(TwoDogs))]);

    private static LeafModule Script(string name, Func<ModuleCall, string> answer) =>
        new(name, calls => [.. calls.Select(c => ModuleResult.FromValue(new TextValue(answer(c))))]);

    private static ModuleResult Yes(bool yes) => ModuleResult.FromValue(new TextValue(yes ? "yes" : "no")) with
    {
        Distribution = new AnswerDistribution([new("yes", yes ? 0.9 : 0.1), new("no", yes ? 0.1 : 0.9)]),
    };
}
