using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Clip;
using Sdvp.Modules.Tests.Weights;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Lora;
using Sdvp.Modules.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Clip;

[Trait("Category", "Golden")]
public sealed class ClipMatchModuleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task InvokeAsync_EndToEnd_ProbabilitiesAreTheReferences()
    {
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(GoldenFolder.Path("clip", "e2e.json"), TestContext.Current.CancellationToken));
        var (images, texts) = EndToEnd(file);
        using var module = Load();

        var results = await module.InvokeAsync([.. images.Select(i => Call(i, texts))], TestContext.Current.CancellationToken);

        var expected = file.RootElement.GetProperty("expected_probs_softmax_over_texts").EnumerateArray().ToArray();
        var best = file.RootElement.GetProperty("expected_best_text").EnumerateArray().Select(e => e.GetInt32()).ToArray();
        using var scope = NewDisposeScope();
        var logits = new GoldenTensors("clip", "outputs_e2e.safetensors")["logits_per_image"];
        for (var i = 0; i < images.Length; i++)
        {
            Assert.Equal(expected[i].EnumerateArray().Select(e => e.GetDouble()), texts.Select(results[i].Distribution!.ProbabilityOf), (a, b) => Math.Abs(a - b) < 1e-4);
            Assert.Equal(texts[best[i]], results[i].Distribution!.Top);
            Assert.Equal(logits[i].data<float>().ToArray().Select(l => (double)l), Logits(results[i]), (a, b) => Math.Abs(a - b) < 1e-4);
        }
    }

    [Fact]
    public void Inputs_EndToEnd_AreTheReferences()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(GoldenFolder.Path("clip", "e2e.json")));
        var (images, texts) = EndToEnd(file);
        var inputs = new ClipCheckpoint(GoldenFolder.Path("clip")).Inputs;

        using var scope = NewDisposeScope();
        var (ids, mask) = inputs.ToIds([.. texts.Select(inputs.Encode)], CPU);
        var pixels = inputs.ToPixels([.. images.Select(image => inputs.Process(image.Pixels))], CPU, ScalarType.Float32);

        var expected = new GoldenTensors("clip", "inputs_e2e.safetensors");
        expected.AssertEqual("input_ids", ids, 0);
        expected.AssertEqual("attention_mask", mask, 0);
        expected.AssertEqual("pixel_values", pixels, 1e-5);
    }

    [Fact]
    public async Task InvokeAsync_CallsTogether_GiveWhatTheyGiveAlone()
    {
        using var module = Load(o => o.MaxBatch = 2);
        ModuleCall[] calls =
        [
            Call(GoldenImages.Noise(40, 30, 1), ["a cat", "the red dog"]), Call(GoldenImages.Noise(33, 64, 2), ["a cat"]),
            Call(GoldenImages.Noise(40, 30, 1), ["blue", "a cat", "blue"]), Call(GoldenImages.Noise(20, 20, 3), ["the red dog", "strawberry"]),
        ];

        var together = await module.InvokeAsync(calls, TestContext.Current.CancellationToken);

        using var fresh = Load();
        for (var i = 0; i < calls.Length; i++)
        {
            var alone = (await fresh.InvokeAsync([calls[i]], TestContext.Current.CancellationToken))[0];
            Assert.Equal(Logits(alone), Logits(together[i]), (a, b) => Math.Abs(a - b) < 1e-5);
        }

        var twice = Logits(together[2]);
        Assert.Equal(twice[0], twice[2]);
        Assert.Equal(2, together[2].Distribution!.Answers.Length);
        Assert.Equal(1, together[2].Distribution!.Answers.Sum(a => a.Value), 1e-9);
    }

    [Fact]
    public async Task InvokeAsync_CallThatCannotBeAnswered_DoesNotFailTheOthers()
    {
        using var module = Load();

        var results = await module.InvokeAsync(
            [Call(GoldenImages.Noise(8, 8, 1), []), Call(GoldenImages.Noise(8, 8, 1), ["a cat"])], TestContext.Current.CancellationToken);

        Assert.Contains("empty list", results[0].Error!.Message, StringComparison.Ordinal);
        Assert.Single(Logits(results[1]));
    }

    [Fact]
    public async Task InvokeAsync_Template_IsWhatTheNetworkReads()
    {
        using var plain = Load();
        using var framed = Load(o => o.Template = "a photo of {text}");
        var image = GoldenImages.Noise(32, 32, 4);

        var result = (await framed.InvokeAsync([Call(image, ["a cat"])], TestContext.Current.CancellationToken))[0];

        Assert.Equal(Logits((await plain.InvokeAsync([Call(image, ["a photo of a cat"])], TestContext.Current.CancellationToken))[0]), Logits(result), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal("a cat", result.Distribution!.Top);
        Assert.NotEqual(plain.Version, framed.Version);
    }

    [Fact]
    public async Task InvokeAsync_Cancelled_StopsBeforeTheNetwork()
    {
        using var module = Load();
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await module.InvokeAsync([Call(GoldenImages.Noise(8, 8, 1), ["a cat"])], source.Token));
    }

    [Fact]
    public void InvokeAsync_ManyCalls_LeavesNoTensors()
    {
        using var module = Load();
        LeakCheck.AssertLeavesNothing(() =>
        {
            for (var i = 0; i < 10; i++)
            {
                module.InvokeAsync([Call(GoldenImages.Noise(20, 30, i), [$"a cat {i}", "dog"])]).AsTask().Wait();
            }
        });
    }

    [Fact]
    public async Task CreateStudent_Forward_GivesTheModulesLogits()
    {
        using var module = Load();
        ModuleCall[] calls = [Call(GoldenImages.Noise(40, 30, 1), ["a cat", "the red dog", "blue", "a cat"]), Call(GoldenImages.Noise(30, 30, 2), ["blue"])];
        var results = await module.InvokeAsync(calls, TestContext.Current.CancellationToken);
        using var student = module.CreateStudent();
        using var scope = NewDisposeScope();

        var output = Assert.IsType<CandidateLogits>(student.Forward([.. calls.Select(student.Prepare)]));

        Assert.Equal([2, 3], output.Logits.shape);
        Assert.Equal(["a cat", "the red dog", "blue"], output.Candidates[0].AsEnumerable());
        var logits = output.Logits.detach().contiguous().data<float>().ToArray();
        Assert.Equal([.. Logits(results[0])[..3], Logits(results[1])[0]], logits[..4].Select(l => (double)l).ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Equal([CandidateLogits.Padding, CandidateLogits.Padding], logits[4..]);
    }

    [Fact]
    public async Task ToModule_TrainedStudent_IsANewModuleThatItsFolderLoads()
    {
        using var module = Load();
        using var student = module.CreateStudent();
        var call = Call(GoldenImages.Noise(40, 30, 1), ["a cat", "the red dog"]);
        Train(student, call, 3);

        using var trained = (ClipMatchModule)student.ToModule();
        student.Save(_folder.Path);
        using var loaded = ClipMatchModule.Load("MATCH", new ClipMatchOptions { Folder = _folder.Path }, new DeviceGate(CPU));

        var before = (await module.InvokeAsync([call], TestContext.Current.CancellationToken))[0].Distribution!.ProbabilityOf("the red dog");
        var after = (await trained.InvokeAsync([call], TestContext.Current.CancellationToken))[0].Distribution!.ProbabilityOf("the red dog");
        Assert.True(after > before, $"{before} → {after}");
        Assert.NotEqual(module.Version, trained.Version);
        Assert.Equal(trained.Version, loaded.Version);
    }

    [Theory]
    [InlineData(ScalarType.BFloat16, false)]
    [InlineData(ScalarType.Float32, true)]
    public async Task CreateStudent_OtherTypeOrCheckpointedBlocks_Learns(ScalarType type, bool checkpoints)
    {
        using var module = Load(o => (o.TrainingType, o.CheckpointsActivations) = (type, checkpoints));
        using var student = module.CreateStudent();
        var call = Call(GoldenImages.Noise(40, 30, 1), ["a cat", "the red dog"]);

        Train(student, call, 6);

        using var trained = (ClipMatchModule)student.ToModule();
        Assert.All(student.Network.parameters(), p => Assert.Equal(type, p.dtype));
        Assert.True(
            (await trained.InvokeAsync([call], TestContext.Current.CancellationToken))[0].Distribution!.ProbabilityOf("the red dog")
            > (await module.InvokeAsync([call], TestContext.Current.CancellationToken))[0].Distribution!.ProbabilityOf("the red dog"));
    }

    [Fact]
    public async Task ToModule_StudentWithAdapter_AnswersAsItWasTrained()
    {
        using var module = Load();
        using var student = module.CreateStudent();
        var call = Call(GoldenImages.Noise(40, 30, 1), ["a cat", "the red dog"]);
        var adapter = LoraAdapter.Attach(student.Network, new LoraOptions { TargetModules = ["q_proj", "v_proj", "text_projection"] }, 1);
        Train(student, call, 6);

        using var trained = (ClipMatchModule)student.ToModule();
        var after = (await trained.InvokeAsync([call], TestContext.Current.CancellationToken))[0].Distribution!.ProbabilityOf("the red dog");
        adapter.IsEnabled = false;
        using var before = (ClipMatchModule)student.ToModule();

        Assert.True(after > (await before.InvokeAsync([call], TestContext.Current.CancellationToken))[0].Distribution!.ProbabilityOf("the red dog"));
    }

    [Fact]
    public void Save_UntrainedStudent_GivesTheSameKeysAndBytes()
    {
        using var module = Load();
        using var student = module.CreateStudent();

        student.Save(_folder.Path);

        Assert.Equal(File.ReadAllBytes(GoldenFolder.Path("clip", "model.safetensors")), File.ReadAllBytes(_folder.File("model.safetensors")));
        Assert.All(
            ["config.json", "preprocessor_config.json", "tokenizer_config.json", "vocab.json", "merges.txt", "special_tokens_map.json"],
            name => Assert.Equal(File.ReadAllBytes(GoldenFolder.Path("clip", name)), File.ReadAllBytes(_folder.File(name))));
    }

    [Fact]
    public void Forward_ManyTrainingSteps_LeaveNoTensorMore()
    {
        using var module = Load();
        using var student = module.CreateStudent();
        var call = Call(GoldenImages.Noise(40, 30, 1), ["a cat", "the red dog"]);
        Train(student, call, 2);

        LeakCheck.AssertLeavesNothing(() => Train(student, call, 5));
    }

    [Fact]
    public async Task AddClipMatch_HostWithoutDevice_RunsOnTheCpu()
    {
        var services = new ServiceCollection();
        services.AddSdvp().AddClipMatch("MATCH", o => (o.Folder, o.Device) = (GoldenFolder.Path("clip"), "cpu"));
        await using var provider = services.BuildServiceProvider();

        var module = provider.GetServices<IVisualModule>().Single(m => m.Signature.Name == "MATCH");

        Assert.Equal(StandardSignatures.Match().ToString(), module.Signature.ToString());
        Assert.Same(provider.GetRequiredService<DeviceGate>(), provider.GetRequiredService<DeviceGates>().Get("cpu"));
    }

    [Theory]
    [InlineData("", 8, "{text}", "folder")]
    [InlineData("x", 0, "{text}", "MaxBatch")]
    [InlineData("x", 8, "text", "{text}")]
    public void AddClipMatch_OptionOutOfRange_Throws(string folder, int batch, string template, string expected) => Assert.Contains(
        expected,
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddSdvp().AddClipMatch("MATCH", o => (o.Folder, o.MaxBatch, o.Template) = (folder, batch, template))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Load_FolderOfAnotherArchitecture_SaysWhatIsExpected()
    {
        var error = Assert.Throws<InvalidDataException>(() => ClipMatchModule.Load("MATCH", new ClipMatchOptions { Folder = GoldenFolder.Path("owlvit") }, new DeviceGate(CPU)));

        Assert.Contains("'clip'", error.Message, StringComparison.Ordinal);
        Assert.Contains("config.json", error.Message, StringComparison.Ordinal);
    }

    internal static ModuleCall Call(ImageValue image, IEnumerable<string> texts) => new(ImmutableDictionary<string, ProgramValue>.Empty
        .Add("image", image).Add("texts", new ListValue([.. texts.Select(t => new TextValue(t))])));

    private static ClipMatchModule Load(Action<ClipMatchOptions>? configure = null)
    {
        var options = new ClipMatchOptions { Folder = GoldenFolder.Path("clip") };
        configure?.Invoke(options);
        return ClipMatchModule.Load("MATCH", options, new DeviceGate(CPU));
    }

    private static (ImageValue[] Images, string[] Texts) EndToEnd(JsonDocument file) => (
        GoldenImages.Decode("clip", file.RootElement.GetProperty("images")),
        [.. file.RootElement.GetProperty("texts").EnumerateArray().Select(t => t.GetString()!)]);

    private static double[] Logits(ModuleResult result) => [.. ((ListValue)result.Value!).Items.Select(i => ((NumberValue)i).Value)];

    /// <summary>Trains towards the second candidate.</summary>
    private static void Train(IStudent student, ModuleCall call, int steps)
    {
        using var optimizer = new AdamWOptimizer(student.Network.named_parameters().Select(p => p.parameter).Where(p => p.requires_grad));
        for (var i = 0; i < steps; i++)
        {
            using var scope = NewDisposeScope();
            optimizer.ClearGradients();
            var logits = ((CandidateLogits)student.Forward([student.Prepare(call)])).Logits;
            nn.functional.cross_entropy(logits, tensor(new[] { 1L })).backward();
            (student.Network as ICheckpointedNetwork)?.Checkpoint?.Complete();
            optimizer.Step(1e-3);
        }

        optimizer.ClearGradients();
    }
}
