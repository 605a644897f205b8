using System.Text.Json;
using Sdvp.Modules.Generation;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using Sdvp.Modules.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>A folder with a BLIP network: its configuration, its inputs, and the networks made after it. Immutable and thread-safe.</summary>
/// <typeparam name="T">The network.</typeparam>
internal sealed class BlipCheckpoint<T>
    where T : nn.Module, ICheckpointedNetwork
{
    private readonly Func<BlipConfig, T> _make;

    /// <param name="path">The folder.</param>
    /// <param name="make">Constructs the network.</param>
    /// <exception cref="InvalidDataException">The folder holds no BLIP, or a file is damaged.</exception>
    public BlipCheckpoint(string path, Func<BlipConfig, T> make)
    {
        _make = make;
        Folder = HuggingFaceFolder.Open(path);
        Folder.RequireModelType("blip");
        Config = BlipFolder.ReadConfig(Folder);
        try
        {
            Config.Validate();
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException($"{Folder.PathOf("config.json")} is no configuration of a BLIP network: {error.Message}", error);
        }

        Generation = BlipFolder.ReadGeneration(Folder);
        Inputs = new BlipInputs(Folder, Config);
    }

    public HuggingFaceFolder Folder { get; }

    public BlipConfig Config { get; }

    /// <summary>How the checkpoint wants text to be generated.</summary>
    public GenerationOptions Generation { get; }

    public BlipInputs Inputs { get; }

    /// <summary>What of the network its weights do not show.</summary>
    public string Identity => $"{typeof(T).Name}:{JsonSerializer.Serialize(Config)};{Inputs.Identity}";

    /// <summary>A network with the folder's weights, and with an adapter's in them where there is one.</summary>
    /// <exception cref="InvalidDataException">The checkpoint is of another network.</exception>
    public T Load(Device device, ScalarType type, string? adapter) => AdapterFolder.FoldInto(Load(device, type), adapter, BlipFolder.KeyMap);

    /// <summary>A network with another's weights, in a type of its own.</summary>
    public T Copy(nn.Module from, Device device, ScalarType type)
    {
        var copy = Networks.CopyWeights(from, Create(device, type));
        copy.to(type);
        return copy;
    }

    private T Load(Device device, ScalarType type)
    {
        try
        {
            var network = Create(device, type);
            Folder.Load(network, BlipFolder.KeyMap, new HuggingFaceLoadOptions { Device = device, Type = type });
            return network;
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException($"'{Folder.Path}' holds no {typeof(T).Name}: {error.Message}", error);
        }
    }

    private T Create(Device device, ScalarType type) => Networks.Create(() => _make(Config), device, type);
}
