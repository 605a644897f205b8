using Sdvp.Core.Values;
using Sdvp.Modules.Tests.Golden;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using Sdvp.Modules.Vilt;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Vilt;

[Trait("Category", "Golden")]
public sealed class ViltGoldenTests : IDisposable
{
    private readonly GoldenModel _golden = new("vilt_vqa");
    private readonly ViltConfig _config;
    private readonly ViltNetwork _network;

    public ViltGoldenTests()
    {
        _config = ViltConfig.Read(_golden.Folder.Config);
        _network = Load();
    }

    public static TheoryData<string> Cases => [.. GoldenModel.CasesOf("vilt_vqa")];

    public void Dispose() => _network.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Forward_Case_GivesTheReferenceOutputs(string name)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var outputs = _golden.Outputs(name);
        var batch = ReferenceBatch(name);

        var embedded = _network.Base.Embed(batch);
        var hidden = _network.Base.Encode(embedded, batch.AttentionMask());
        var pooled = _network.Base.Pool(hidden);

        GoldenModel.AssertClose(outputs["embedding_output"], embedded, "embedding_output");
        GoldenModel.AssertClose(outputs["last_hidden_state"], hidden, "last_hidden_state");
        GoldenModel.AssertClose(outputs["pooler_output"], pooled, "pooler_output");
        GoldenModel.AssertClose(outputs["logits"], _network.Classify(pooled), "logits");
        GoldenModel.AssertClose(outputs["logits"], _network.Forward(batch), "logits");
        Assert.Equal(
            outputs["patch_index"].data<long>().ToArray(),
            batch.Patches.Places.SelectMany(p => new long[] { p / batch.Patches.Columns, p % batch.Patches.Columns }));
    }

    [Fact]
    public void Loss_OfMainCase_IsTheReference()
    {
        using var scope = NewDisposeScope();

        GoldenModel.AssertClose(_golden.Outputs()["loss"], Loss(_network), "loss");
    }

    [Fact]
    public void Training_OfMainCase_GoesTheReferenceWay() => GoldenTraining.AssertEqual("vilt_vqa", Load, Loss);

    [Fact]
    public async Task InvokeAsync_FilesAndTexts_GiveTheReferenceAnswers()
    {
        using var module = ViltVqaModule.Load("VQA", new ViltVqaOptions { Folder = _golden.Folder.Path }, new DeviceGate(CPU));
        var calls = new GoldenCalls(_golden.Folder.Path);

        var results = await module.InvokeAsync(calls.Questions(), TestContext.Current.CancellationToken);

        using var scope = NewDisposeScope();
        var logits = new GoldenTensors("vilt_vqa", "outputs_e2e.safetensors")["logits"];
        var expected = nn.functional.softmax(logits, 1).data<float>().ToArray().Chunk(module.Answers.Length).ToArray();
        Assert.Equal(calls.Texts("expected_answers"), results.Select(r => ((TextValue)r.Value!).Text));
        for (var i = 0; i < results.Count; i++)
        {
            Assert.Equal(results[i].Distribution!.Top, ((TextValue)results[i].Value!).Text);
            foreach (var (answer, probability) in results[i].Distribution!.Answers)
            {
                Assert.Equal(expected[i][module.Answers.IndexOf(answer)], probability, 2e-5);
            }
        }
    }

    [Fact]
    public void ToBatch_FilesAndTexts_GivesTheReferenceInputs()
    {
        using var scope = NewDisposeScope();
        var expected = new GoldenTensors("vilt_vqa", "inputs_e2e.safetensors");
        var inputs = new ViltCheckpoint(_golden.Folder.Path).Inputs;
        var calls = new GoldenCalls(_golden.Folder.Path);

        var batch = inputs.ToBatch(
            [.. calls.Images.Zip(calls.Texts("texts"), (image, text) => new ViltInput(inputs.Process(image), inputs.Encode(text)))], CPU, ScalarType.Float32);

        expected.AssertEqual("input_ids", batch.Tokens, 0);
        expected.AssertEqual("pixel_values", batch.Pixels, 1e-5);
        Assert.Equal(expected["attention_mask"].data<long>().Select(m => m != 0).ToArray(), batch.IsToken ?? [.. Enumerable.Repeat(true, (int)batch.Tokens.numel())]);
        Assert.Equal(expected["pixel_mask"].sum([1, 2]).data<long>().ToArray(), calls.Images.Select(i => inputs.Process(i)).Select(i => (long)i.Width * i.Height));
    }

    [Fact]
    public void Save_UntrainedStudent_WritesTheCheckpointAgain()
    {
        using var module = ViltVqaModule.Load("VQA", new ViltVqaOptions { Folder = _golden.Folder.Path }, new DeviceGate(CPU));
        using var student = module.CreateStudent();

        RoundTrip.AssertSame(_golden.Folder, student);
    }

    private Tensor Loss(ViltNetwork network) => ViltNetwork.Loss(network.Forward(ReferenceBatch("")), _golden.Inputs()["labels"]);

    private ViltNetwork Load()
    {
        var network = Networks.Create(() => new ViltNetwork(_config), CPU);
        _golden.Folder.Load(network);
        network.eval();
        return network;
    }

    private ViltBatch ReferenceBatch(string name)
    {
        var inputs = _golden.Inputs(name);
        var pixels = inputs["pixel_values"];
        var (height, width) = ((int)pixels.shape[2], (int)pixels.shape[3]);
        var images = (int)pixels.shape[0];
        var patches = inputs.TryGetValue("pixel_mask", out var mask)
            ? ViltPatches.FromMask(mask.data<long>().ToArray(), images, (int)mask.shape[1], (int)mask.shape[2], height, width, _config)
            : ViltPatches.FromSizes([.. Enumerable.Repeat((height, width), images)], height, width, _config);
        var isToken = inputs.TryGetValue("attention_mask", out var tokens) ? tokens.data<long>().Select(t => t != 0).ToArray() : null;
        return new ViltBatch(inputs["input_ids"], inputs.GetValueOrDefault("token_type_ids"), isToken, pixels, patches);
    }
}
