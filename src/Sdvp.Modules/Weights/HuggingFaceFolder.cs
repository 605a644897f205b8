using System.Collections.Immutable;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;

namespace Sdvp.Modules.Weights;

/// <summary>
/// A checkpoint as it lies on the Hugging Face hub: <c>config.json</c>, <c>model.safetensors</c> or its shards, and the files of tokenizer and image processor.
/// Immutable and thread-safe; what is in the files is read when it is asked for.
/// </summary>
public sealed class HuggingFaceFolder
{
    private HuggingFaceFolder(string path, HuggingFaceConfig config)
    {
        Path = path;
        Config = config;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary><c>config.json</c>.</summary>
    public HuggingFaceConfig Config { get; }

    /// <summary><c>model_type</c> of the configuration, such as <c>clip</c>; empty where it has none.</summary>
    public string ModelType => Config.GetString("model_type", string.Empty);

    /// <summary>Opens a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="InvalidDataException">It is absent, has no <c>config.json</c>, or this is no JSON object.</exception>
    public static HuggingFaceFolder Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var config = System.IO.Path.Combine(path, "config.json");
        return File.Exists(config)
            ? new HuggingFaceFolder(path, HuggingFaceConfig.Load(config))
            : throw new InvalidDataException($"'{path}' is no folder of a Hugging Face checkpoint: it has no config.json.");
    }

    /// <summary>Fails where the configuration is another architecture's.</summary>
    /// <param name="modelType">The expected <c>model_type</c>.</param>
    /// <exception cref="InvalidDataException">It is another one.</exception>
    public void RequireModelType(string modelType)
    {
        if (ModelType != modelType)
        {
            throw Config.Invalid("model_type", $"'{ModelType}'", $"'{modelType}'");
        }
    }

    /// <summary>The path of a file of the folder, whether it is there or not.</summary>
    /// <param name="name">The file's name.</param>
    /// <returns>The path.</returns>
    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Reads another JSON file of the folder, such as <c>generation_config.json</c>.</summary>
    /// <param name="name">The file's name.</param>
    /// <returns>The configuration; one without values where the file is absent.</returns>
    /// <exception cref="InvalidDataException">It is no JSON object.</exception>
    public HuggingFaceConfig ReadConfig(string name)
    {
        var file = PathOf(name);
        return File.Exists(file) ? HuggingFaceConfig.Load(file) : HuggingFaceConfig.Empty(file);
    }

    /// <summary>Reads what tensors the checkpoint holds, without their data.</summary>
    /// <returns>The tensors by key.</returns>
    /// <exception cref="InvalidWeightsException">The weights are absent or damaged; file and key are named.</exception>
    public ImmutableSortedDictionary<string, SafetensorsEntry> ReadEntries()
    {
        using var checkpoint = HuggingFaceCheckpoint.Open(Path);
        return checkpoint.Names.ToImmutableSortedDictionary(name => name, checkpoint.Entry, StringComparer.Ordinal);
    }

    /// <summary>
    /// Loads the weights into a network, straight to a device and type: at no time is there a second copy of the model. Everything is checked before the first value is written,
    /// so a refused checkpoint leaves the network as it was. What the checkpoint calls by older names (<c>gamma</c>, <c>beta</c>) is found.
    /// </summary>
    /// <param name="network">The network, as its constructor or <see cref="Networks.Create"/> made it.</param>
    /// <param name="map">How its tensors are called in checkpoints; null where the names are the same.</param>
    /// <param name="options">Where and how; null for Float32 on the CPU.</param>
    /// <returns>What was missing and unexpected, in the checkpoint's names; both empty where the load is strict.</returns>
    /// <exception cref="InvalidWeightsException">The weights are absent, damaged or of other shapes, or the load is strict and names do not meet; file and key are named.</exception>
    public WeightsLoadReport Load(torch.nn.Module network, HuggingFaceKeyMap? map = null, HuggingFaceLoadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        using var checkpoint = HuggingFaceCheckpoint.Open(Path);
        return new HuggingFaceLoader(checkpoint, network, map ?? new HuggingFaceKeyMap(), options ?? new HuggingFaceLoadOptions()).Load();
    }

    /// <summary>
    /// Writes a network of this checkpoint's architecture as a folder that Hugging Face's library loads: <c>config.json</c>, one <c>model.safetensors</c> with the same keys as this
    /// checkpoint (also its legacy ones and aliases), and this folder's other files. Weights that were not changed are byte for byte the same: they are written in this checkpoint's
    /// types where no value of the network loses anything by it, in the network's type otherwise, and <c>torch_dtype</c> says which. Parameters of an attached adapter are left out.
    /// Atomic per file; this folder must still be there, and may be the target.
    /// </summary>
    /// <param name="network">The network. Not to be trained meanwhile.</param>
    /// <param name="folder">The target; made if absent. What it holds under the same names is replaced, older shards are deleted.</param>
    /// <param name="map">How the network's tensors are called in checkpoints; null where the names are the same.</param>
    /// <exception cref="InvalidWeightsException">This checkpoint's own weights are gone, damaged, or of another network.</exception>
    /// <exception cref="InvalidOperationException">A parameter has no values.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public void Save(torch.nn.Module network, string folder, HuggingFaceKeyMap? map = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        new HuggingFaceSaver(this, network, map ?? new HuggingFaceKeyMap()).Save(folder);
    }
}
