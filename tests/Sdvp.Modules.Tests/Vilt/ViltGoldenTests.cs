using Sdvp.Modules.Tests.Golden;
using Sdvp.Modules.Torch.Layers;
using Sdvp.Modules.Vilt;
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
