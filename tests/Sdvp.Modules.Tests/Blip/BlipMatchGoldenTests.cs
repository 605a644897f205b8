using Sdvp.Core.Values;
using Sdvp.Modules.Blip;
using Sdvp.Modules.Tests.Golden;
using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Blip;

[Trait("Category", "Golden")]
public sealed class BlipMatchGoldenTests : IDisposable
{
    private readonly GoldenModel _golden = new("blip_itm");
    private readonly BlipMatchNetwork _network;

    public BlipMatchGoldenTests() => _network = Load();

    public static TheoryData<string> Cases => [.. GoldenModel.CasesOf("blip_itm")];

    public void Dispose() => _network.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Forward_Case_GivesTheReferenceOutputs(string name)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var (inputs, outputs) = (_golden.Inputs(name), _golden.Outputs(name));

        var images = _network.Vision.call(inputs["pixel_values"]);
        var looked = _network.ReadTexts(images, inputs["input_ids"], inputs["attention_mask"]);
        var alone = _network.ReadTexts(null, inputs["input_ids"], inputs["attention_mask"]);

        GoldenModel.AssertClose(outputs["vision_last_hidden_state"], images, "vision_last_hidden_state");
        GoldenModel.AssertClose(outputs["itm_question_embeds"], looked, "itm_question_embeds");
        GoldenModel.AssertClose(outputs["itm_score"], _network.Judge(looked), "itm_score");
        GoldenModel.AssertClose(outputs["itc_question_embeds"], alone, "itc_question_embeds");
        GoldenModel.AssertClose(outputs["itc_score"], _network.Compare(images, alone), "itc_score");
    }

    [Fact]
    public void Loss_OfMainCase_IsTheReference()
    {
        using var scope = NewDisposeScope();

        GoldenModel.AssertClose(_golden.Outputs()["loss_cross_entropy_itm"], Loss(_network), "loss");
    }

    [Fact]
    public void Training_OfMainCase_GoesTheReferenceWay() => GoldenTraining.AssertEqual("blip_itm", Load, Loss);

    [Fact]
    public async Task InvokeAsync_FilesAndTexts_GiveTheReferenceProbabilities()
    {
        using var module = BlipMatchModule.Load("MATCH", new BlipMatchOptions { Folder = _golden.Folder.Path }, new DeviceGate(CPU));
        var calls = new GoldenCalls(_golden.Folder.Path);

        var results = await module.InvokeAsync(
            [.. calls.Images.Zip(calls.Texts("texts"), (image, text) => GoldenCalls.Call(image, "texts", new ListValue([new TextValue(text)])))],
            TestContext.Current.CancellationToken);

        var expected = calls.Json.GetProperty("itm_prob_match").EnumerateArray().Select(p => p.GetDouble()).ToArray();
        for (var i = 0; i < expected.Length; i++)
        {
            var logit = ((NumberValue)Assert.Single(((ListValue)results[i].Value!).Items)).Value;
            Assert.Equal(expected[i], 1 / (1 + Math.Exp(-logit)), 2e-5);
        }
    }

    [Fact]
    public void Save_UntrainedStudent_WritesTheCheckpointAgain()
    {
        using var module = BlipMatchModule.Load("MATCH", new BlipMatchOptions { Folder = _golden.Folder.Path }, new DeviceGate(CPU));
        using var student = module.CreateStudent();

        RoundTrip.AssertSame(_golden.Folder, student);
    }

    private BlipMatchNetwork Load() => BlipGolden.Load(_golden.Folder, c => new BlipMatchNetwork(c));

    private Tensor Loss(BlipMatchNetwork network)
    {
        var inputs = _golden.Inputs();
        var read = network.ReadTexts(network.Vision.call(inputs["pixel_values"]), inputs["input_ids"], inputs["attention_mask"]);
        return nn.functional.cross_entropy(network.Judge(read), inputs["itm_labels"]);
    }
}
