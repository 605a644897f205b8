using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sdvp.Modules.Torch.Layers;
using Sdvp.Modules.Torch.Lora;
using TorchSharp;

namespace Sdvp.Modules.Weights;

/// <summary>Adapters on disk, in the layout of Python's PEFT: <c>adapter_config.json</c> and <c>adapter_model.safetensors</c>.</summary>
public static class PeftFolder
{
    private const string ConfigFile = "adapter_config.json";
    private const string WeightsFile = "adapter_model.safetensors";
    private const string Prefix = "base_model.model.";
    private const string Down = ".lora_A.weight";
    private const string Up = ".lora_B.weight";

    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    /// <summary>Writes an adapter. Atomic per file.</summary>
    /// <param name="adapter">The adapter, merged or not.</param>
    /// <param name="folder">The folder; made if absent.</param>
    /// <param name="baseModel">The name or folder of the model it belongs to, for <c>base_model_name_or_path</c>; null for none.</param>
    /// <param name="map">How the network's tensors are called in checkpoints; null where the names are the same.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Save(LoraAdapter adapter, string folder, string? baseModel = null, HuggingFaceKeyMap? map = null)
    {
        ArgumentNullException.ThrowIfNull(adapter);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Directory.CreateDirectory(folder);
        var tensors = adapter.Layers.SelectMany(pair => new KeyValuePair<string, torch.Tensor>[]
        {
            new(Prefix + PathInFile(pair.Key, map) + Down, pair.Value.AdapterDown!),
            new(Prefix + PathInFile(pair.Key, map) + Up, pair.Value.AdapterUp!),
        });
        SafetensorsWriter.Write(Path.Combine(folder, WeightsFile), tensors);
        AtomicFile.Write(Path.Combine(folder, ConfigFile), JsonSerializer.SerializeToUtf8Bytes(Config(adapter, baseModel, map), s_indented));
    }

    /// <summary>Attaches an adapter that <see cref="Save"/> or PEFT wrote; all other parameters of the network are frozen.</summary>
    /// <param name="network">The network, filled, without adapter.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="map">How the network's tensors are called in checkpoints; null where the names are the same.</param>
    /// <returns>The adapter. The network owns its weights.</returns>
    /// <exception cref="InvalidDataException"><c>adapter_config.json</c> is absent, damaged, or asks for something that is not LoRA on linear layers; key and value are named.</exception>
    /// <exception cref="InvalidWeightsException">The weights are absent, damaged or of another network; the tensor is named.</exception>
    public static LoraAdapter Load(torch.nn.Module network, string folder, HuggingFaceKeyMap? map = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var file = Path.Combine(folder, ConfigFile);
        var config = File.Exists(file) ? HuggingFaceConfig.Load(file) : throw new InvalidDataException($"'{folder}' holds no adapter: it has no {ConfigFile}.");
        var options = Options(config);
        using var weights = SafetensorsFile.Open(Path.Combine(folder, WeightsFile));
        var layers = Networks.LinearLayers(network).ToDictionary(pair => PathInFile(pair.Key, map), pair => pair, StringComparer.Ordinal);
        var found = new Dictionary<string, (LinearAdapter, torch.Tensor, torch.Tensor)>(StringComparer.Ordinal);
        foreach (var key in weights.Names)
        {
            var path = PathOf(key, weights);
            if (!layers.TryGetValue(path, out var layer))
            {
                throw new InvalidWeightsException(weights.Path, key, $"{network.GetName()} has no linear layer '{path}'.");
            }

            if (key.EndsWith(Down, StringComparison.Ordinal))
            {
                Check(weights, Prefix + path, layer.Value);
            }
            else if (!weights.Entries.ContainsKey(Prefix + path + Down))
            {
                throw new InvalidWeightsException(weights.Path, key, $"its counterpart '{Prefix}{path}{Down}' is missing.");
            }
        }

        string[] paths = [.. weights.Names.Select(key => PathOf(key, weights)).Distinct()];
        if (config.Find("target_modules") is { ValueKind: JsonValueKind.String })
        {
            // An expression has done its work when the layers are known.
            options = options with { TargetModules = [.. paths.Select(path => layers[path].Key)] };
        }

        foreach (var path in paths)
        {
            var settings = new LinearAdapter(options, Scale(config, options, path, weights.Entries[Prefix + path + Down].Shape[0]));
            found.Add(layers[path].Key, (settings, Read(weights, Prefix + path + Down), Read(weights, Prefix + path + Up)));
        }

        return found.Count > 0 ? LoraAdapter.AttachWeights(network, options, found)
            : throw new InvalidWeightsException(weights.Path, null, "it holds no tensor of an adapter.");
    }

    /// <summary>Adds an adapter that <see cref="Save"/> or PEFT wrote to the weights for good: the network has no adapter then, and nothing is held twice.</summary>
    /// <param name="network">The network, filled, without adapter. All its parameters are frozen.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="map">How the network's tensors are called in checkpoints; null where the names are the same.</param>
    /// <exception cref="InvalidDataException"><c>adapter_config.json</c> is absent, damaged, or asks for something that is not LoRA on linear layers; key and value are named.</exception>
    /// <exception cref="InvalidWeightsException">The weights are absent, damaged or of another network; the tensor is named.</exception>
    public static void Fold(torch.nn.Module network, string folder, HuggingFaceKeyMap? map = null) => Load(network, folder, map).Fold();

    private static string PathInFile(string path, HuggingFaceKeyMap? map)
    {
        const string Suffix = ".weight";
        var key = map?.ToKey(path + Suffix) ?? path + Suffix;
        return key.EndsWith(Suffix, StringComparison.Ordinal) ? key[..^Suffix.Length] : key;
    }

    private static string PathOf(string key, SafetensorsFile file)
    {
        var end = key.EndsWith(Down, StringComparison.Ordinal) ? Down : key.EndsWith(Up, StringComparison.Ordinal) ? Up : null;
        return end is not null && key.StartsWith(Prefix, StringComparison.Ordinal)
            ? key[Prefix.Length..^end.Length]
            : throw new InvalidWeightsException(file.Path, key, $"a name '{Prefix}…{Down}' or '{Prefix}…{Up}' is expected: only LoRA on linear layers is read.");
    }

    private static void Check(SafetensorsFile file, string path, LinearLayer layer)
    {
        if (!file.Entries.TryGetValue(path + Up, out var up))
        {
            throw new InvalidWeightsException(file.Path, path + Down, $"its counterpart '{path}{Up}' is missing.");
        }

        var down = file.Entries[path + Down];
        if (down.Shape.Length != 2 || up.Shape.Length != 2 || down.Shape[0] != up.Shape[1] || down.Shape[1] != layer.InFeatures || up.Shape[0] != layer.OutFeatures)
        {
            throw new InvalidWeightsException(
                file.Path, path + Down,
                $"its shape is [{string.Join(", ", down.Shape)}] and its counterpart's [{string.Join(", ", up.Shape)}]; [rank, {layer.InFeatures}] and [{layer.OutFeatures}, rank] are expected.");
        }

        if (!torch.is_floating_point(down.Type) || !torch.is_floating_point(up.Type))
        {
            throw new InvalidWeightsException(file.Path, path + Down, $"its type is {down.Type} and its counterpart's {up.Type}; floating-point types are expected.");
        }
    }

    private static torch.Tensor Read(SafetensorsFile file, string key)
    {
        using var stored = file.Read(key);
        return stored.to(stored.dtype == torch.ScalarType.Float64 ? torch.ScalarType.Float64 : torch.ScalarType.Float32, copy: true);
    }

    private static LoraOptions Options(HuggingFaceConfig config)
    {
        Require(config, "peft_type", config.GetString("peft_type", null) == "LORA", "LORA");
        Require(config, "bias", config.GetString("bias", "none") == "none", "none");
        Require(config, "use_dora", !config.GetBoolean("use_dora", false), "false");
        Require(config, "fan_in_fan_out", !config.GetBoolean("fan_in_fan_out", false), "false");
        Require(config, "modules_to_save", config.GetStrings("modules_to_save", []).Length == 0, "null");
        var targets = config.Find("target_modules") is { ValueKind: JsonValueKind.String } ? [config.GetString("target_modules", null)] : config.GetStrings("target_modules", []);
        var options = new LoraOptions
        {
            TargetModules = targets,
            Rank = config.GetInt32("r", 8, 1),
            Alpha = config.GetDouble("lora_alpha", 8),
            Dropout = config.GetDouble("lora_dropout", 0),
            IsRankStabilized = config.GetBoolean("use_rslora", false),
        };
        try
        {
            options.Validate();
            return options;
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException($"{ConfigFile} is no configuration of an adapter: {exception.Message}", exception);
        }
    }

    private static void Require(HuggingFaceConfig config, string key, bool isFulfilled, string expected)
    {
        if (!isFulfilled)
        {
            throw config.Invalid(key, config.Find(key) ?? default(object) ?? "absent", expected);
        }
    }

    /// <summary>The scale of one layer: PEFT allows ranks and alphas of their own for some.</summary>
    private static double Scale(HuggingFaceConfig config, LoraOptions options, string path, long rank)
    {
        var alphas = config.GetSection("alpha_pattern");
        var alpha = alphas.Keys.FirstOrDefault(pattern => IsMeant(config, pattern, path)) is { } own ? alphas.GetDouble(own, null) : options.Alpha;
        return alpha / (options.IsRankStabilized ? Math.Sqrt(rank) : rank);
    }

    private static bool IsMeant(HuggingFaceConfig config, string pattern, string path)
    {
        try
        {
            return path == pattern || Regex.IsMatch(path, $@"^(?:.*\.)?(?:{pattern})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw config.Invalid("alpha_pattern", pattern, $"a regular expression ({exception.Message})");
        }
    }

    private static JsonObject Config(LoraAdapter adapter, string? baseModel, HuggingFaceKeyMap? map)
    {
        var options = adapter.Options;
        var (ranks, alphas) = (new JsonObject(), new JsonObject());
        foreach (var (path, layer) in adapter.Layers)
        {
            var rank = layer.AdapterDown!.shape[0];
            var alpha = Math.Round(layer.Adapter!.Scale * (options.IsRankStabilized ? Math.Sqrt(rank) : rank), 9);
            if (rank != options.Rank)
            {
                ranks[PathInFile(path, map)] = rank;
            }

            if (alpha != Math.Round(options.Alpha, 9))
            {
                alphas[PathInFile(path, map)] = Number(alpha);
            }
        }

        // Where the network's names are not the checkpoint's, what they have in common with the targets says nothing there.
        var areSame = adapter.Paths.All(path => PathInFile(path, map) == path);
        var targets = areSame ? options.TargetModules : [.. adapter.Paths.Select(path => PathInFile(path, map))];
        return new JsonObject
        {
            ["alpha_pattern"] = alphas,
            ["auto_mapping"] = null,
            ["base_model_name_or_path"] = baseModel,
            ["bias"] = "none",
            ["fan_in_fan_out"] = false,
            ["inference_mode"] = true,
            ["init_lora_weights"] = true,
            ["layers_pattern"] = null,
            ["layers_to_transform"] = null,
            ["lora_alpha"] = Number(options.Alpha),
            ["lora_dropout"] = options.Dropout,
            ["modules_to_save"] = null,
            ["peft_type"] = "LORA",
            ["r"] = options.Rank,
            ["rank_pattern"] = ranks,
            ["revision"] = null,
            ["target_modules"] = new JsonArray([.. targets.Select(name => (JsonNode)name)]),
            ["task_type"] = null,
            ["use_rslora"] = options.IsRankStabilized,
        };
    }

    /// <summary>A whole number without point, as PEFT writes it.</summary>
    private static JsonNode Number(double value) => value == Math.Floor(value) && value < int.MaxValue ? (int)value : value;
}
