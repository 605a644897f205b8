using System.Text.Json;
using Sdvp.Modules.OwlVit;
using Sdvp.Modules.Torch.Layers;
using Sdvp.Modules.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.OwlVit;

[Trait("Category", "Golden")]
public sealed class OwlVitGoldenTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData("inputs.safetensors", "outputs.safetensors")]
    [InlineData("inputs_e2e.safetensors", "outputs_e2e.safetensors")]
    public void Detect_RecordedInputs_GivesTheReferencesOutputs(string inputs, string outputs)
    {
        using var network = Load();

        var output = Detect(network, inputs);

        var expected = new GoldenTensors("owlvit", outputs);
        CheckLogits(expected["logits"], output.Logits);
        expected.AssertEqual("pred_boxes", output.Boxes);
        expected.AssertEqual("text_embeds", output.TextEmbeds);
        expected.AssertEqual("image_embeds", output.ImageEmbeds);
        expected.AssertEqual("class_embeds", output.ClassEmbeds);
        expected.AssertEqual("text_last_hidden_state", output.Text.HiddenStates);
        expected.AssertEqual("text_pooler_output", output.Text.Pooled);
        expected.AssertEqual("vision_last_hidden_state", output.Vision.HiddenStates);
        expected.AssertEqual("vision_pooler_output", output.Vision.Pooled);
    }

    [Fact]
    public void Compare_BaseModel_GivesTheReferencesOutputs()
    {
        using var network = Load();
        var inputs = new GoldenTensors("owlvit", "inputs.safetensors");

        var output = network.Base.Compare(inputs["pixel_values"], inputs["input_ids"], inputs["attention_mask"]);

        var expected = new GoldenTensors("owlvit", "outputs.safetensors");
        expected.AssertEqual("base_logits_per_image", output.LogitsPerImage);
        expected.AssertEqual("base_logits_per_text", output.LogitsPerText);
        expected.AssertEqual("base_image_embeds", output.ImageEmbeds);
        expected.AssertEqual("base_text_embeds", output.TextEmbeds);
    }

    [Fact]
    public void DetectLike_ImagesInTurn_GivesTheReferencesOutputs()
    {
        using var network = Load();
        var pixels = new GoldenTensors("owlvit", "inputs.safetensors")["pixel_values"];
        var expected = new GoldenTensors("owlvit", "outputs.safetensors");

        var output = network.DetectLike(pixels, pixels.index_select(0, tensor(ExampleOfEachImage(expected))));

        expected.AssertEqual("guided_logits", output.Logits);
        expected.AssertEqual("guided_target_pred_boxes", output.TargetBoxes);
        expected.AssertEqual("guided_query_pred_boxes", output.QueryBoxes);
    }

    [Fact]
    public void Detect_PostProcessing_IsTheReferences()
    {
        using var network = Load();
        using var file = JsonDocument.Parse(File.ReadAllText(GoldenFolder.Path("owlvit", "postprocess.json")));
        foreach (var run in file.RootElement.GetProperty("runs").EnumerateArray())
        {
            var output = Detect(network, run.GetProperty("case").GetString() == "main" ? "inputs.safetensors" : $"inputs_{run.GetProperty("case").GetString()}.safetensors");

            var found = OwlVitPostProcessor.Detect(output.Logits, output.Boxes, run.GetProperty("threshold").GetSingle(), Sizes(run));

            CheckFound(run, found, hasLabels: true);
        }
    }

    [Fact]
    public void DetectLike_PostProcessing_IsTheReferences()
    {
        using var network = Load();
        using var file = JsonDocument.Parse(File.ReadAllText(GoldenFolder.Path("owlvit", "postprocess_image_guided.json")));
        var pixels = new GoldenTensors("owlvit", "inputs.safetensors")["pixel_values"];
        var examples = ExampleOfEachImage(new GoldenTensors("owlvit", "outputs.safetensors"));
        var output = network.DetectLike(pixels, pixels.index_select(0, tensor(examples)));
        foreach (var run in file.RootElement.GetProperty("runs").EnumerateArray())
        {
            var found = OwlVitPostProcessor.DetectLike(
                output.Logits, output.TargetBoxes, run.GetProperty("threshold").GetSingle(), run.GetProperty("nms_threshold").GetSingle(), Sizes(run));

            CheckFound(run, found, hasLabels: false);
        }
    }

    internal static OwlVitNetwork Load()
    {
        var folder = HuggingFaceFolder.Open(GoldenFolder.Path("owlvit"));
        var network = Networks.Create(() => new OwlVitNetwork(OwlVitConfigReader.Read(folder.Config)), CPU);
        folder.Load(network);
        network.eval();
        return network;
    }

    private static OwlVitOutput Detect(OwlVitNetwork network, string inputs)
    {
        var given = new GoldenTensors("owlvit", inputs);
        return network.Detect(given["pixel_values"], given["input_ids"], given["attention_mask"]);
    }

    private static void CheckLogits(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        var (wanted, given) = (expected.data<float>().ToArray(), actual.contiguous().data<float>().ToArray());
        Assert.All(wanted.Zip(given), pair => Assert.True(pair.First == -1e6f ? pair.Second == -1e6f : Math.Abs(pair.First - pair.Second) <= 2e-5, $"{pair}"));
    }

    /// <summary>The examples of the recorded search are the images themselves in another order; their boxes tell which.</summary>
    private static long[] ExampleOfEachImage(GoldenTensors outputs)
    {
        var (images, examples) = (outputs["guided_target_pred_boxes"], outputs["guided_query_pred_boxes"]);
        return [.. Enumerable.Range(0, (int)images.shape[0]).Select(i => Enumerable.Range(0, (int)images.shape[0])
            .Select(j => (long)j).Single(j => examples[i].sub(images[j]).abs().max().item<float>() < 1e-6f))];
    }

    private static (int Width, int Height)[]? Sizes(JsonElement run) => run.GetProperty("target_sizes_hw") is { ValueKind: JsonValueKind.Array } sizes
        ? [.. sizes.EnumerateArray().Select(s => (s[1].GetInt32(), s[0].GetInt32()))]
        : null;

    private static void CheckFound(JsonElement run, OwlVitDetection[][] found, bool hasLabels)
    {
        var results = run.GetProperty("results").EnumerateArray().ToArray();
        Assert.Equal(results.Length, found.Length);
        for (var i = 0; i < results.Length; i++)
        {
            Assert.Equal(Floats(results[i].GetProperty("scores")), found[i].Select(d => d.Score).ToArray(), Near);
            if (hasLabels)
            {
                Assert.Equal(results[i].GetProperty("labels").EnumerateArray().Select(e => e.GetInt32()), found[i].Select(d => d.Query));
            }

            var boxes = results[i].GetProperty("boxes_xyxy").EnumerateArray().SelectMany(Floats).ToArray();
            Assert.Equal(boxes, found[i].SelectMany(d => new[] { d.Box.Left, d.Box.Top, d.Box.Right, d.Box.Bottom }).ToArray(), Near);
        }
    }

    private static float[] Floats(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetSingle())];

    private static bool Near(float expected, float actual) => Math.Abs(expected - actual) <= 2e-5 * Math.Max(1, Math.Abs(expected));
}
