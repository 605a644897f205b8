using System.Text.Json;
using Sdvp.Modules.Clip;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using Sdvp.Modules.Torch.Lora;
using Sdvp.Modules.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Clip;

[Trait("Category", "Golden")]
public sealed class ClipGoldenTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData("inputs.safetensors", "outputs.safetensors")]
    [InlineData("inputs_train.safetensors", "outputs_train.safetensors")]
    [InlineData("inputs_e2e.safetensors", "outputs_e2e.safetensors")]
    public void Compare_RecordedInputs_GivesTheReferencesOutputs(string inputs, string outputs)
    {
        using var network = Load("clip");
        var given = new GoldenTensors("clip", inputs);

        var output = Run(network, given);

        var expected = new GoldenTensors("clip", outputs);
        Check(expected, output);
        expected.AssertEqual("text_last_hidden_state", output.Text.HiddenStates);
        expected.AssertEqual("text_pooler_output", output.Text.Pooled);
        expected.AssertEqual("vision_last_hidden_state", output.Vision.HiddenStates);
        expected.AssertEqual("vision_pooler_output", output.Vision.Pooled);
        expected.AssertEqual("image_features", network.ProjectImages(output.Vision.Pooled));
        expected.AssertEqual("text_features", network.ProjectTexts(output.Text.Pooled));
    }

    [Theory]
    [InlineData("sharded", null)]
    [InlineData("legacy_position_ids", null)]
    [InlineData("fp16", "outputs_upcast_to_f32.safetensors")]
    [InlineData("bf16", "outputs_upcast_to_f32.safetensors")]
    public void Compare_VariantOfTheFiles_GivesTheReferencesOutputs(string variant, string? outputs)
    {
        using var network = Load("loader_clip", variant);

        var output = Run(network, new GoldenTensors("clip", "inputs.safetensors"));

        Check(outputs is null ? new GoldenTensors("clip", "outputs.safetensors") : new GoldenTensors("loader_clip", variant, outputs), output);
    }

    [Fact]
    public void Contrastive_Training_GoesAsTheReferences()
    {
        var inputs = new GoldenTensors("clip", "inputs_train.safetensors");

        GoldenTraining.AssertEqual("clip", () => Load("clip"), network => ClipLoss.Contrastive(Run(network, inputs).LogitsPerText));
    }

    [Fact]
    public void Contrastive_TrainingWithCheckpointedBlocks_GoesAsTheReferences()
    {
        var inputs = new GoldenTensors("clip", "inputs_train.safetensors");
        var checkpoint = new ActivationCheckpoint();

        GoldenTraining.AssertEqual(
            "clip",
            () =>
            {
                checkpoint.Complete();
                var network = Load("clip");
                network.Checkpoint = checkpoint;
                return network;
            },
            network =>
            {
                checkpoint.Complete();
                return ClipLoss.Contrastive(Run(network, inputs).LogitsPerText);
            });
        checkpoint.Complete();
    }

    [Fact]
    public void Compare_AdapterSwitchedOff_GivesTheReferencesOutputs()
    {
        using var network = Load("clip");
        var adapter = LoraAdapter.Attach(network, new LoraOptions { TargetModules = ["q_proj", "v_proj"], Rank = 2 }, 1);
        foreach (var up in adapter.Parameters)
        {
            using var noGrad = no_grad();
            up.add_(0.1f);
        }

        var inputs = new GoldenTensors("clip", "inputs.safetensors");
        var expected = new GoldenTensors("clip", "outputs.safetensors");
        using (adapter.SwitchOff())
        {
            Check(expected, Run(network, inputs));
        }

        Assert.True(Run(network, inputs).LogitsPerImage.sub(expected["logits_per_image"]).abs().max().item<float>() > 1e-3);
    }

    [Fact]
    public void Compare_EndToEndTensors_ProbabilitiesAreTheReferences()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(GoldenFolder.Path("clip", "e2e.json")));
        using var network = Load("clip");

        var probabilities = nn.functional.softmax(Run(network, new GoldenTensors("clip", "inputs_e2e.safetensors")).LogitsPerImage, 1);

        var expected = file.RootElement.GetProperty("expected_probs_softmax_over_texts").EnumerateArray().SelectMany(r => r.EnumerateArray()).Select(e => e.GetSingle()).ToArray();
        Assert.Equal(expected, probabilities.contiguous().data<float>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Theory]
    [InlineData(ScalarType.BFloat16, 0.1)]
    [InlineData(ScalarType.Float16, 0.02)]
    public void Compare_NarrowType_StaysNearTheReference(ScalarType type, double tolerance)
    {
        using var network = Load(type, "clip");
        var given = new GoldenTensors("clip", "inputs.safetensors");

        var output = network.Compare(given["pixel_values"].to(type), given["input_ids"], given["attention_mask"]);

        new GoldenTensors("clip", "outputs.safetensors").AssertEqual("logits_per_image", output.LogitsPerImage, tolerance);
    }

    internal static ClipNetwork Load(params string[] path) => Load(ScalarType.Float32, path);

    private static ClipNetwork Load(ScalarType type, params string[] path)
    {
        var folder = HuggingFaceFolder.Open(GoldenFolder.Path(path));
        var network = Networks.Create(() => new ClipNetwork(ClipConfigReader.Read(folder.Config)), CPU, type);
        folder.Load(network, options: new HuggingFaceLoadOptions { Type = type });
        network.eval();
        return network;
    }

    private static ClipOutput Run(ClipNetwork network, GoldenTensors inputs) =>
        network.Compare(inputs["pixel_values"], inputs["input_ids"], inputs["attention_mask"]);

    private static void Check(GoldenTensors expected, ClipOutput output)
    {
        expected.AssertEqual("logits_per_image", output.LogitsPerImage);
        expected.AssertEqual("logits_per_text", output.LogitsPerText);
        expected.AssertEqual("image_embeds", output.ImageEmbeds);
        expected.AssertEqual("text_embeds", output.TextEmbeds);
    }
}
