using System.Text;
using System.Text.Json;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Benchmarks.Models;

/// <summary>Writes a checkpoint of <c>ViltForQuestionAnswering</c> of any size with random weights, as a folder that both sides of a comparison load.</summary>
internal sealed record ViltFolder(string Path, int Layers = 12, int Width = 768, int Heads = 12, int ImageSize = 384, int PatchSize = 32, int Answers = 3129, int Words = 30522)
{
    /// <summary>Writes the folder unless it is there.</summary>
    public void Ensure(long seed)
    {
        if (File.Exists(PathOf("config.json")))
        {
            return;
        }

        Directory.CreateDirectory(Path);
        random.manual_seed(seed);
        WriteWeights();
        File.WriteAllLines(
            PathOf("vocab.txt"), [.. (string[])["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"], .. Enumerable.Range(5, Words - 5).Select(i => $"w{i}")], new UTF8Encoding(false));
        WriteJson("preprocessor_config.json", new Dictionary<string, object>
        {
            ["image_processor_type"] = "ViltImageProcessor",
            ["do_resize"] = true,
            ["size"] = new { shortest_edge = ImageSize },
            ["size_divisor"] = PatchSize,
            ["resample"] = 3,
            ["do_rescale"] = true,
            ["rescale_factor"] = 1.0 / 255,
            ["do_normalize"] = true,
            ["image_mean"] = new[] { 0.5, 0.5, 0.5 },
            ["image_std"] = new[] { 0.5, 0.5, 0.5 },
            ["do_pad"] = true,
        });
        WriteJson("tokenizer_config.json", new Dictionary<string, object> { ["tokenizer_class"] = "BertTokenizer", ["model_max_length"] = 40 });
        WriteJson("config.json", new Dictionary<string, object>
        {
            ["architectures"] = new[] { "ViltForQuestionAnswering" },
            ["model_type"] = "vilt",
            ["hidden_size"] = Width,
            ["num_hidden_layers"] = Layers,
            ["num_attention_heads"] = Heads,
            ["intermediate_size"] = 4 * Width,
            ["image_size"] = ImageSize,
            ["patch_size"] = PatchSize,
            ["vocab_size"] = Words,
            ["id2label"] = Enumerable.Range(0, Answers).ToDictionary(i => $"{i}", i => $"answer {i}"),
        });
    }

    private void WriteWeights()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var places = (ImageSize / PatchSize * (ImageSize / PatchSize)) + 1;
        var tensors = new Dictionary<string, Tensor>();
        void Table(string name, params long[] shape) => tensors[name] = randn(shape).Times(0.02);
        void Linear(string name, long inputs, long outputs)
        {
            Table($"{name}.weight", outputs, inputs);
            tensors[$"{name}.bias"] = zeros(outputs);
        }

        void Norm(string name, long width)
        {
            tensors[$"{name}.weight"] = ones(width);
            tensors[$"{name}.bias"] = zeros(width);
        }

        Table("vilt.embeddings.text_embeddings.word_embeddings.weight", Words, Width);
        Table("vilt.embeddings.text_embeddings.position_embeddings.weight", 40, Width);
        Table("vilt.embeddings.text_embeddings.token_type_embeddings.weight", 2, Width);
        Norm("vilt.embeddings.text_embeddings.LayerNorm", Width);
        Table("vilt.embeddings.cls_token", 1, 1, Width);
        Table("vilt.embeddings.position_embeddings", 1, places, Width);
        Table("vilt.embeddings.token_type_embeddings.weight", 2, Width);
        Table("vilt.embeddings.patch_embeddings.projection.weight", Width, 3, PatchSize, PatchSize);
        tensors["vilt.embeddings.patch_embeddings.projection.bias"] = zeros(Width);
        for (var i = 0; i < Layers; i++)
        {
            var block = $"vilt.encoder.layer.{i}";
            foreach (var name in (string[])["attention.attention.query", "attention.attention.key", "attention.attention.value", "attention.output.dense"])
            {
                Linear($"{block}.{name}", Width, Width);
            }

            Linear($"{block}.intermediate.dense", Width, 4 * Width);
            Linear($"{block}.output.dense", 4 * Width, Width);
            Norm($"{block}.layernorm_before", Width);
            Norm($"{block}.layernorm_after", Width);
        }

        Norm("vilt.layernorm", Width);
        Linear("vilt.pooler.dense", Width, Width);
        Linear("classifier.0", Width, 2 * Width);
        Norm("classifier.1", 2 * Width);
        Linear("classifier.3", 2 * Width, Answers);
        SafetensorsWriter.Write(PathOf("model.safetensors"), tensors);
    }

    private void WriteJson(string name, Dictionary<string, object> values) => File.WriteAllText(PathOf(name), JsonSerializer.Serialize(values));

    private string PathOf(string name) => System.IO.Path.Combine(Path, name);
}
