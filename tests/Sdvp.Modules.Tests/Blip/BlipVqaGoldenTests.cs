using Sdvp.Core.Values;
using Sdvp.Modules.Blip;
using Sdvp.Modules.Generation;
using Sdvp.Modules.Tests.Golden;
using Sdvp.Modules.Text;
using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Blip;

[Trait("Category", "Golden")]
public sealed class BlipVqaGoldenTests : IDisposable
{
    private readonly GoldenModel _golden = new("blip_vqa");
    private readonly BlipVqaNetwork _network;

    public BlipVqaGoldenTests() => _network = Load();

    public static TheoryData<string> Cases => [.. GoldenModel.CasesOf("blip_vqa")];

    private BlipTextConfig Text => _network.Decoder.Config;

    public void Dispose() => _network.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Forward_Case_GivesTheReferenceOutputs(string name)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var (inputs, outputs) = (_golden.Inputs(name), _golden.Outputs(name));

        var (images, questions, logits, loss) = Forward(_network, inputs);

        GoldenModel.AssertClose(outputs["image_embeds"], images, "image_embeds");
        GoldenModel.AssertClose(outputs["question_embeds"], questions, "question_embeds");
        if (logits is not null)
        {
            GoldenModel.AssertClose(outputs["vision_pooler_output"], _network.Vision.Pool(images), "vision_pooler_output");
            GoldenModel.AssertClose(outputs["decoder_logits"], logits, "decoder_logits");
            GoldenModel.AssertClose(outputs["loss"], loss!, "loss");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Generate_Case_GivesTheReferenceTokensAndLogits(string name)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var outputs = _golden.Outputs(name);

        using var decoder = Decoder(name);
        BlipGolden.AssertGreedy(outputs["generated_ids"], outputs["generated_step_logits"], decoder, Prompts(decoder), Text);
        if (outputs.TryGetValue("generated_ids_default_max_length", out var longer))
        {
            using var again = Decoder(name);
            var generated = TokenGenerator.Generate(
                again, Prompts(again), BlipFolder.ReadGeneration(_golden.Folder), BlipGolden.Tokens(Text), TestContext.Current.CancellationToken);
            GoldenModel.AssertIds(longer, generated.Select(g => g[0].Tokens.AsEnumerable()), Text.PadTokenId);
        }
    }

    [Fact]
    public void Generate_ThreeBeams_GivesTheReferenceTokens()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var decoder = Decoder("e2e");

        var generated = TokenGenerator.Generate(
            decoder, Prompts(decoder), new GenerationOptions { Beams = 3, MaxNewTokens = 8 }, BlipGolden.Tokens(Text), TestContext.Current.CancellationToken);

        GoldenModel.AssertIds(_golden.Outputs("e2e")["generated_ids_beam3"], generated.Select(g => g[0].Tokens.AsEnumerable()), Text.PadTokenId);
        Assert.All(generated, g => Assert.Equal(3, g.Length));
    }

    [Fact]
    public void Training_OfMainCase_GoesTheReferenceWay() => GoldenTraining.AssertEqual("blip_vqa", Load, Loss);

    [Fact]
    public void Generate_FilesAndTextsAsTheReferenceBatchesThem_GivesTheReferenceAnswers()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var checkpoint = new BlipCheckpoint<BlipVqaNetwork>(_golden.Folder.Path, c => new BlipVqaNetwork(c));
        var calls = new GoldenCalls(_golden.Folder.Path);
        var expected = new GoldenTensors("blip_vqa", "inputs_e2e.safetensors");
        long[][] tokens = [.. calls.Texts("texts").Select(checkpoint.Inputs.Encode)];
        var pixels = checkpoint.Inputs.ToPixels([.. calls.Images.Select(checkpoint.Inputs.Process)], CPU, ScalarType.Float32);
        var ids = TokenRows.ToTensor(tokens, checkpoint.Config.Text.PadTokenId, CPU);
        expected.AssertEqual("pixel_values", pixels, 1e-5);
        expected.AssertEqual("input_ids", ids, 0);

        // The reference looks at what pads a question.
        using var decoder = new BlipDecoder(_network.Decoder, _network.ReadQuestions(_network.Vision.call(pixels), ids, TokenRows.ToMask(tokens, CPU)));
        var most = calls.Json.GetProperty("generated_ids")[0].GetArrayLength() - 1;
        var generated = TokenGenerator.Generate(
            decoder,
            [.. tokens.Select(_ => (long[])[checkpoint.Config.Text.BosTokenId])],
            new GenerationOptions { MaxNewTokens = most },
            BlipGolden.Tokens(checkpoint.Config.Text),
            TestContext.Current.CancellationToken);

        Assert.Equal(calls.Texts("decoded_answers"), generated.Select(g => checkpoint.Inputs.Decode(g[0].Tokens)));
    }

    [Fact]
    public async Task InvokeAsync_GreedyAndAlone_GivesTheReferenceAnswer()
    {
        var calls = new GoldenCalls(_golden.Folder.Path);
        var options = new BlipVqaOptions { Folder = _golden.Folder.Path, Beams = 1, MaxNewTokens = calls.Json.GetProperty("generated_ids")[0].GetArrayLength() - 1 };
        using var greedy = BlipVqaModule.Load("VQA", options, new DeviceGate(CPU));
        var checkpoint = new BlipCheckpoint<BlipVqaNetwork>(_golden.Folder.Path, c => new BlipVqaNetwork(c));
        var lengths = calls.Texts("texts").Select(t => checkpoint.Inputs.Encode(t).Length).ToArray();
        var results = await greedy.InvokeAsync(calls.Questions(), TestContext.Current.CancellationToken);

        // The reference's other questions were padded, and it looked at the padding.
        foreach (var i in Enumerable.Range(0, lengths.Length).Where(i => lengths[i] == lengths.Max()))
        {
            Assert.Equal(calls.Texts("decoded_answers")[i], ((TextValue)results[i].Value!).Text);
        }
    }

    [Fact]
    public void Save_UntrainedStudent_WritesTheCheckpointAgain()
    {
        using var module = BlipVqaModule.Load("VQA", new BlipVqaOptions { Folder = _golden.Folder.Path }, new DeviceGate(CPU));
        using var student = module.CreateStudent();

        RoundTrip.AssertSame(_golden.Folder, student);
    }

    private Tensor Loss(BlipVqaNetwork network) => Forward(network, _golden.Inputs()).Loss!;

    private BlipVqaNetwork Load() => BlipGolden.Load(_golden.Folder, c => new BlipVqaNetwork(c));

    private List<long[]> Prompts(BlipDecoder decoder) => [.. Enumerable.Repeat<long[]>([Text.BosTokenId], decoder.Rows)];

    /// <summary>As the reference generates: what pads a question is read with it.</summary>
    private BlipDecoder Decoder(string name)
    {
        var inputs = _golden.Inputs(name);
        var images = _network.Vision.call(inputs["pixel_values"]);
        return new BlipDecoder(_network.Decoder, _network.ReadQuestions(images, inputs["input_ids"], inputs.GetValueOrDefault("attention_mask")));
    }

    private static (Tensor Images, Tensor Questions, Tensor? Logits, Tensor? Loss) Forward(BlipVqaNetwork network, Dictionary<string, Tensor> inputs)
    {
        var isToken = inputs.GetValueOrDefault("attention_mask");
        var labels = inputs.GetValueOrDefault("labels");
        var images = network.Vision.call(inputs["pixel_values"]);
        var questions = network.ReadQuestions(images, inputs["input_ids"], isToken);
        if ((inputs.GetValueOrDefault("decoder_input_ids") ?? labels) is not { } answers)
        {
            return (images, questions, null, null);
        }

        var logits = network.Answer(questions, isToken, answers, inputs.GetValueOrDefault("decoder_attention_mask"));
        return (images, questions, logits, labels is null ? null : network.Decoder.Loss(logits, labels));
    }
}
