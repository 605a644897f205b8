using Sdvp.Modules.Blip;
using Sdvp.Modules.Tests.Golden;
using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Blip;

[Trait("Category", "Golden")]
public sealed class BlipCaptionGoldenTests : IDisposable
{
    private readonly GoldenModel _golden = new("blip_caption");
    private readonly BlipCaptionNetwork _network;

    public BlipCaptionGoldenTests() => _network = Load();

    private BlipTextConfig Text => _network.Decoder.Config;

    public void Dispose() => _network.Dispose();

    [Fact]
    public void Forward_MainCase_GivesTheReferenceOutputs()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var (inputs, outputs) = (_golden.Inputs(), _golden.Outputs());

        var images = _network.Vision.call(inputs["pixel_values"]);
        var logits = _network.Describe(images, inputs["input_ids"], inputs["attention_mask"]);

        GoldenModel.AssertClose(outputs["image_embeds"], images, "image_embeds");
        GoldenModel.AssertClose(outputs["logits"], logits, "logits");
        GoldenModel.AssertClose(outputs["loss"], _network.Decoder.Loss(logits, inputs["labels"]), "loss");
    }

    [Fact]
    public void Generate_WithoutPrefix_GivesTheReferenceTokensAndLogits()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var outputs = _golden.Outputs();
        using var decoder = Decoder();

        BlipGolden.AssertGreedy(
            outputs["generated_ids"], outputs["generated_step_logits"], decoder, [.. Enumerable.Repeat<long[]>([Text.BosTokenId], decoder.Rows)], Text);
    }

    [Fact]
    public void Generate_PrefixOfThreeTokens_GivesTheReferenceTokens()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var decoder = Decoder();
        var tokens = _golden.Inputs()["input_ids"];
        var rows = tokens.data<long>().ToArray().Chunk((int)tokens.shape[1]);

        // The reference writes the start over the first token, and leaves out the last.
        BlipGolden.AssertGreedy(_golden.Outputs()["generated_ids_with_prefix3"], null, decoder, [.. rows.Select(r => (long[])[Text.BosTokenId, .. r[1..2]])], Text);
    }

    [Fact]
    public void Training_OfMainCase_GoesTheReferenceWay() => GoldenTraining.AssertEqual("blip_caption", Load, Loss);

    [Fact]
    public void Save_UntrainedStudent_WritesTheCheckpointAgain()
    {
        using var module = BlipCaptionModule.Load("CAPTION", new BlipCaptionOptions { Folder = _golden.Folder.Path }, new DeviceGate(CPU));
        using var student = module.CreateStudent();

        RoundTrip.AssertSame(_golden.Folder, student);
    }

    private BlipCaptionNetwork Load() => BlipGolden.Load(_golden.Folder, c => new BlipCaptionNetwork(c));

    private Tensor Loss(BlipCaptionNetwork network)
    {
        var inputs = _golden.Inputs();
        return network.Decoder.Loss(network.Describe(network.Vision.call(inputs["pixel_values"]), inputs["input_ids"], inputs["attention_mask"]), inputs["labels"]);
    }

    private BlipDecoder Decoder() => new(_network.Decoder, _network.Vision.call(_golden.Inputs()["pixel_values"]));
}
