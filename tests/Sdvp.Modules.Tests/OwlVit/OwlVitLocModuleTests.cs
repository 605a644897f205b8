using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.OwlVit;
using Sdvp.Modules.Tests.Weights;
using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.OwlVit;

[Trait("Category", "Golden")]
public sealed class OwlVitLocModuleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Inputs_EndToEnd_AreTheReferences()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(GoldenFolder.Path("owlvit", "e2e.json")));
        var inputs = new OwlVitCheckpoint(GoldenFolder.Path("owlvit")).Inputs;
        using var scope = NewDisposeScope();

        var pixels = inputs.ToPixels([.. GoldenImages.Decode("owlvit", file.RootElement.GetProperty("images")).Select(image => inputs.Process(image.Pixels))], CPU, ScalarType.Float32);
        var ids = Queries(file).SelectMany(q => q).Select(inputs.Encode).ToArray();

        // The reference fills up to the longest text that the network takes, the module to the longest of the batch.
        var expected = new GoldenTensors("owlvit", "inputs_e2e.safetensors");
        expected.AssertEqual("pixel_values", pixels, 1e-5);
        var length = (int)expected["input_ids"].shape[1];
        Assert.Equal(expected["input_ids"].data<long>().ToArray(), ids.SelectMany(row => row.Concat(Enumerable.Repeat(0L, length - row.Length))));
        Assert.Equal(expected["attention_mask"].data<long>().ToArray(), ids.SelectMany(row => Enumerable.Range(0, length).Select(i => i < row.Length ? 1L : 0L)));
    }

    [Fact]
    public async Task InvokeAsync_EndToEnd_ProposalsAreTheReferencesScoresAndBoxes()
    {
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(GoldenFolder.Path("owlvit", "e2e.json"), TestContext.Current.CancellationToken));
        var images = GoldenImages.Decode("owlvit", file.RootElement.GetProperty("images"));
        var queries = Queries(file);
        using var module = Load(new OwlVitLocOptions
        {
            Template = "{object}",
            SuppressionOverlap = 1.1,
            ProposalThreshold = 0,
            ScoreThreshold = 0.5,
            KnowsPlaces = false,
            MaxProposals = 10_000,
            ReachesBorder = true,
        });

        var results = await module.InvokeAsync(
            [.. images.SelectMany((image, i) => queries[i].Select(q => Call(image, q)))], TestContext.Current.CancellationToken);

        using var scope = NewDisposeScope();
        var outputs = new GoldenTensors("owlvit", "outputs_e2e.safetensors");
        var scores = outputs["logits"].sigmoid();
        var boxes = OwlVitBoxes.ToCorners(outputs["pred_boxes"]);
        var places = (int)scores.shape[1];
        var result = 0;
        for (var i = 0; i < images.Length; i++)
        {
            for (var q = 0; q < queries[i].Length; q++, result++)
            {
                var wanted = Enumerable.Range(0, places).Select(p => (Score: scores[i, p, q].item<float>(), Box: Pixels(boxes[(i * places) + p], images[i])))
                    .Where(c => !c.Box.IsEmpty).OrderByDescending(c => c.Score).ToArray();
                Assert.Equal(wanted.Select(c => (double)c.Score), results[result].Proposals.Select(p => p.Score), (a, b) => Math.Abs(a - b) < 1e-4);
                Assert.Equal(wanted.Length, results[result].Proposals.Length);
                Assert.All(wanted, w => Assert.Contains(results[result].Proposals, p => Math.Abs(p.Score - w.Score) < 1e-4 && Distance(p.Box, w.Box) <= 1));
                Assert.Equal(results[result].Proposals.Where(p => p.Score > 0.5), ((RegionsValue)results[result].Value!).Regions);
            }
        }
    }

    [Fact]
    public async Task InvokeAsync_CallsTogether_GiveWhatTheyGiveAlone()
    {
        using var module = Load(OwlVitLocOptions.VisProg, batch: 2);
        ModuleCall[] calls =
        [
            Call(GoldenImages.Noise(60, 40, 1), "cat"), Call(GoldenImages.Noise(33, 64, 2), "LEFT"), Call(GoldenImages.Noise(33, 64, 2), "table"),
            Call(GoldenImages.Noise(60, 40, 1), "left"), Call(GoldenImages.Noise(20, 21, 3), "cat"),
        ];

        var together = await module.InvokeAsync(calls, TestContext.Current.CancellationToken);

        for (var i = 0; i < calls.Length; i++)
        {
            var alone = (await module.InvokeAsync([calls[i]], TestContext.Current.CancellationToken))[0];
            Assert.All(((RegionsValue)alone.Value!).Regions.Zip(((RegionsValue)together[i].Value!).Regions), pair => Assert.True(Distance(pair.First.Box, pair.Second.Box) <= 1));
            Assert.Equal(((RegionsValue)alone.Value!).Regions.Length, ((RegionsValue)together[i].Value!).Regions.Length);
            Assert.Equal(alone.Proposals.Select(p => p.Score), together[i].Proposals.Select(p => p.Score), (a, b) => Math.Abs(a - b) < 1e-5);
        }
    }

    [Theory]
    [InlineData("TOP", 0, 0, 6, 2)]
    [InlineData("BOTTOM", 0, 2, 6, 4)]
    [InlineData("LEFT", 0, 0, 3, 4)]
    [InlineData("RIGHT", 3, 0, 6, 4)]
    public async Task InvokeAsync_WordForAPlace_GivesThatHalf(string word, int left, int top, int right, int bottom)
    {
        using var module = Load(OwlVitLocOptions.VisProg);

        var result = (await module.InvokeAsync([Call(GoldenImages.Noise(7, 5, 1), word)], TestContext.Current.CancellationToken))[0];

        Assert.Equal([new Region(new PixelBox(left, top, right, bottom), 1, word)], ((RegionsValue)result.Value!).Regions);
        Assert.Empty(result.Proposals);
    }

    [Theory]
    [InlineData("Top")]
    [InlineData("left")]
    [InlineData("TOP ")]
    public async Task InvokeAsync_WordInOtherCase_IsLookedFor(string word)
    {
        using var module = Load(OwlVitLocOptions.VisProg with { ProposalThreshold = 0 });

        var result = (await module.InvokeAsync([Call(GoldenImages.Noise(50, 40, 1), word)], TestContext.Current.CancellationToken))[0];

        Assert.NotEmpty(result.Proposals);
    }

    [Fact]
    public async Task CreateStudent_Forward_GivesTheModulesScoresAndBoxes()
    {
        using var module = Load(new OwlVitLocOptions { SuppressionOverlap = 1.1, ProposalThreshold = 0, MaxProposals = 10_000, ReachesBorder = true });
        ModuleCall[] calls = [Call(GoldenImages.Noise(60, 40, 1), "cat"), Call(GoldenImages.Noise(60, 40, 1), "red dog")];
        var results = await module.InvokeAsync(calls, TestContext.Current.CancellationToken);
        using var student = module.CreateStudent();
        using var scope = NewDisposeScope();

        var output = Assert.IsType<RegionLogits>(student.Forward([.. calls.Select(student.Prepare)]));

        Assert.Equal([2, output.Scores.shape[1], 4], output.Boxes.shape);
        for (var row = 0; row < calls.Length; row++)
        {
            var scores = output.Scores[row].sigmoid().data<float>().ToArray().Order().Reverse().ToArray();
            Assert.Equal(results[row].Proposals.Max(p => p.Score), scores[0], 1e-5);
            var box = output.Boxes[row, output.Scores[row].argmax().item<long>()].data<float>().ToArray();
            Assert.True(Distance(Pixels(new BoxCorners(box[0], box[1], box[2], box[3]), GoldenImages.Noise(60, 40, 1)), results[row].Proposals[0].Box) <= 1);
        }
    }

    [Theory]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Float16)]
    public async Task InvokeAsync_NarrowType_StaysNearFloat32(ScalarType type)
    {
        var all = OwlVitLocOptions.Detection with { SuppressionOverlap = 1.1, ProposalThreshold = 0, MaxProposals = 10_000 };
        using var wide = Load(all);
        using var narrow = OwlVitLocModule.Load("LOC", new OwlVitOptions { Folder = GoldenFolder.Path("owlvit"), Detection = all, Type = type }, new DeviceGate(CPU));
        var call = Call(GoldenImages.Noise(60, 40, 1), "cat");

        var expected = (await wide.InvokeAsync([call], TestContext.Current.CancellationToken))[0].Proposals;
        var actual = (await narrow.InvokeAsync([call], TestContext.Current.CancellationToken))[0].Proposals;

        Assert.Equal(expected.Max(p => p.Score), actual.Max(p => p.Score), 0.1);
        Assert.NotEqual(wide.Version, narrow.Version);
    }

    [Fact]
    public void Save_UntrainedStudent_GivesTheSameKeysAndBytes()
    {
        using var module = Load(OwlVitLocOptions.VisProg);
        using var student = module.CreateStudent();

        student.Save(_folder.Path);

        Assert.Equal(File.ReadAllBytes(GoldenFolder.Path("owlvit", "model.safetensors")), File.ReadAllBytes(_folder.File("model.safetensors")));
        using var again = OwlVitLocModule.Load("LOC", new OwlVitOptions { Folder = _folder.Path }, new DeviceGate(CPU));
        Assert.Equal(module.Version, again.Version);
    }

    [Fact]
    public void Forward_ManyTrainingSteps_LeaveNoTensorMore()
    {
        using var module = Load(OwlVitLocOptions.VisProg);
        using var student = module.CreateStudent();
        using var optimizer = new AdamWOptimizer(student.Network.named_parameters().Select(p => p.parameter));
        var input = student.Prepare(Call(GoldenImages.Noise(60, 40, 1), "cat"));
        var losses = new List<float>();
        void Step()
        {
            using var scope = NewDisposeScope();
            optimizer.ClearGradients();
            var output = (RegionLogits)student.Forward([input]);
            var loss = output.Scores.square().mean().add(output.Boxes.square().mean());
            loss.backward();
            optimizer.Step(1e-3);
            losses.Add(loss.item<float>());
            optimizer.ClearGradients();
        }

        Step();
        LeakCheck.AssertLeavesNothing(() =>
        {
            for (var i = 0; i < 5; i++)
            {
                Step();
            }
        });
        Assert.True(losses[^1] < losses[0]);
    }

    [Fact]
    public void InvokeAsync_ManyCalls_LeavesNoTensors()
    {
        using var module = Load(OwlVitLocOptions.VisProg);
        LeakCheck.AssertLeavesNothing(() =>
        {
            for (var i = 0; i < 10; i++)
            {
                module.InvokeAsync([Call(GoldenImages.Noise(20, 30, i), $"cat {i}")]).AsTask().Wait();
            }
        });
    }

    [Fact]
    public async Task AddOwlVitLoc_AndDetect_AreTwoModulesOfTheirProfiles()
    {
        var services = new ServiceCollection();
        services.AddSdvp()
            .AddOwlVitLoc("LOC", o => o.Folder = GoldenFolder.Path("owlvit"))
            .AddOwlVitDetect("DETECT", o => o.Folder = GoldenFolder.Path("owlvit"));
        await using var provider = services.BuildServiceProvider();
        var modules = provider.GetServices<IVisualModule>().ToDictionary(m => m.Signature.Name, StringComparer.Ordinal);
        var call = Call(GoldenImages.Noise(20, 10, 1), "TOP");

        Assert.Empty((await modules["LOC"].InvokeAsync([call], TestContext.Current.CancellationToken))[0].Proposals);
        Assert.NotEmpty((await modules["DETECT"].InvokeAsync([call], TestContext.Current.CancellationToken))[0].Proposals);
        Assert.NotEqual(modules["LOC"].Version, modules["DETECT"].Version);
    }

    internal static ModuleCall Call(ImageValue image, string text) => new(ImmutableDictionary<string, ProgramValue>.Empty
        .Add("image", image).Add("object", new TextValue(text)));

    private static OwlVitLocModule Load(OwlVitLocOptions detection, int batch = 8) =>
        OwlVitLocModule.Load("LOC", new OwlVitOptions { Folder = GoldenFolder.Path("owlvit"), Detection = detection, MaxBatch = batch }, new DeviceGate(CPU));

    private static string[][] Queries(JsonDocument file) =>
        [.. file.RootElement.GetProperty("queries").EnumerateArray().Select(row => row.EnumerateArray().Select(q => q.GetString()!).ToArray())];

    private static PixelBox Pixels(BoxCorners box, ImageValue image)
    {
        var scaled = box.Scale(image.Width, image.Height);
        return new PixelBox((int)scaled.Left, (int)scaled.Top, (int)scaled.Right, (int)scaled.Bottom).Intersect(new PixelBox(0, 0, image.Width, image.Height));
    }

    private static int Distance(PixelBox a, PixelBox b) => new[] { a.Left - b.Left, a.Top - b.Top, a.Right - b.Right, a.Bottom - b.Bottom }.Max(Math.Abs);
}
