using System.Text.Json;
using System.Text.Json.Nodes;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;

namespace Sdvp.Modules.Weights;

/// <summary>Writes a network as a folder that Hugging Face's library and <see cref="HuggingFaceFolder"/> load.</summary>
internal sealed class HuggingFaceSaver(HuggingFaceFolder source, torch.nn.Module network, HuggingFaceKeyMap map)
{
    // The second is what newer versions write.
    private static readonly string[] s_typeKeys = ["torch_dtype", "dtype"];
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    private static readonly HashSet<string> s_weights = new(StringComparer.OrdinalIgnoreCase)
    {
        ".safetensors", ".bin", ".pt", ".pth", ".h5", ".msgpack", ".onnx", ".ot", ".ckpt", ".gguf", ".tflite",
    };

    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        var isInPlace = Path.GetFullPath(folder) == Path.GetFullPath(source.Path);
        var old = File.Exists(Path.Combine(folder, HuggingFaceCheckpoint.IndexFile)) ? HuggingFaceCheckpoint.ReadIndex(folder).Keys.ToList() : null;
        var type = SaveWeights(Path.Combine(folder, HuggingFaceCheckpoint.SingleFile));
        SaveConfig(Path.Combine(folder, "config.json"), type);
        if (!isInPlace)
        {
            CopyOthers(folder);
        }

        if (old is not null)
        {
            // The shards of what was there before: the one file has taken their place.
            old.ForEach(shard => File.Delete(Path.Combine(folder, shard)));
            File.Delete(Path.Combine(folder, HuggingFaceCheckpoint.IndexFile));
        }
    }

    private torch.ScalarType SaveWeights(string path)
    {
        using var noGradient = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        using var checkpoint = HuggingFaceCheckpoint.Open(source.Path);
        var slots = new NetworkSlots(network);
        var match = HuggingFaceKeyMatch.Find(checkpoint, slots, map);
        var names = match.Sources.Select(pair => (Key: pair.Value, Name: pair.Key))
            .Concat(match.Others.Where(pair => pair.Value is not null).Select(pair => (pair.Key, Name: pair.Value!)))
            .Concat(match.Report.Missing.Select(key => (Key: key, Name: slots.Names.First(name => map.ToKey(name) == key))));
        var tensors = names.ToDictionary(pair => pair.Key, pair => Filled(pair.Name, slots.Current(pair.Name)), StringComparer.Ordinal);
        var narrow = match.Sources.Values.All(key => FitsSource(checkpoint.Entry(key).Type, tensors[key]));
        var written = tensors.ToDictionary(
            pair => pair.Key,
            pair => narrow && checkpoint.Contains(pair.Key) ? pair.Value.to(checkpoint.Entry(pair.Key).Type) : pair.Value,
            StringComparer.Ordinal);
        foreach (var key in match.Others.Where(pair => pair.Value is null).Select(pair => pair.Key))
        {
            written.Add(key, checkpoint.FileOf(key).Read(key));
        }

        SafetensorsWriter.Write(path, written, new SafetensorsLayout(checkpoint.Names, checkpoint.Metadata));
        return written.Where(pair => tensors.ContainsKey(pair.Key)).Select(pair => pair.Value.dtype).FirstOrDefault(torch.is_floating_point, torch.ScalarType.Float32);
    }

    /// <summary>Whether a tensor keeps every value in the type that the file had: weights that were only widened when they were loaded go back as they were.</summary>
    private static bool FitsSource(torch.ScalarType type, torch.Tensor tensor)
    {
        if (type == tensor.dtype)
        {
            return true;
        }

        using var scope = torch.NewDisposeScope();
        return tensor.to(type).to(tensor.dtype).eq(tensor).logical_or(tensor.isnan()).all().item<bool>();
    }

    private static torch.Tensor Filled(string name, torch.Tensor tensor) => tensor.is_meta
        ? throw new InvalidOperationException($"The parameter '{name}' has no values: the network was never loaded.")
        : tensor.detach();

    private void SaveConfig(string path, torch.ScalarType type)
    {
        var bytes = File.ReadAllBytes(source.PathOf("config.json"));
        var name = type switch
        {
            torch.ScalarType.Float16 => "float16",
            torch.ScalarType.BFloat16 => "bfloat16",
            torch.ScalarType.Float64 => "float64",
            _ => "float32",
        };
        foreach (var key in s_typeKeys.Where(key => source.Config.Has(key) && source.Config.GetString(key, name) != name))
        {
            var config = JsonNode.Parse(bytes)!.AsObject();
            config[key] = name;
            bytes = [.. JsonSerializer.SerializeToUtf8Bytes(config, s_indented), (byte)'\n'];
        }

        AtomicFile.Write(path, bytes);
    }

    /// <summary>Copies tokenizer, processor and what else the folder has, but no other form of the weights: those would be the old ones.</summary>
    private void CopyOthers(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(source.Path).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file);
            if (name is not "config.json" && !name.EndsWith(".index.json", StringComparison.Ordinal) && !s_weights.Contains(Path.GetExtension(name)))
            {
                AtomicFile.Write(Path.Combine(folder, name), File.ReadAllBytes(file));
            }
        }
    }
}
