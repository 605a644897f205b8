using System.Text.Json;
using Sdvp.Modules.Torch.Layers;
using Sdvp.Modules.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Vilt;

/// <summary>A folder with a <c>ViltForQuestionAnswering</c>: its configuration, its inputs, and the networks made after it. Immutable and thread-safe.</summary>
internal sealed class ViltCheckpoint
{
    /// <exception cref="InvalidDataException">The folder holds no ViLT, or a file is damaged.</exception>
    public ViltCheckpoint(string path)
    {
        Folder = HuggingFaceFolder.Open(path);
        Folder.RequireModelType("vilt");
        Config = ReadConfig(Folder);
        Inputs = new ViltInputs(Folder, Config);
    }

    public HuggingFaceFolder Folder { get; }

    public ViltConfig Config { get; }

    public ViltInputs Inputs { get; }

    /// <summary>What of the network its weights do not show.</summary>
    public string Identity => $"vilt-vqa:{JsonSerializer.Serialize(Config)};{Inputs.Identity}";

    /// <summary>Reads and checks a configuration.</summary>
    /// <exception cref="InvalidDataException">It is none of a ViLT network.</exception>
    public static ViltConfig ReadConfig(HuggingFaceFolder folder)
    {
        var config = ViltConfig.Read(folder.Config);
        try
        {
            config.Validate();
            return config;
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException($"{folder.PathOf("config.json")} is no configuration of a ViLT network: {error.Message}", error);
        }
    }

    /// <summary>A network with the folder's weights, and with an adapter's in them where there is one.</summary>
    public ViltNetwork Load(Device device, ScalarType type, string? adapter)
    {
        var network = Create(device, type);
        Folder.Load(network, options: new HuggingFaceLoadOptions { Device = device, Type = type });
        return AdapterFolder.FoldInto(network, adapter);
    }

    /// <summary>A network with another's weights, in a type of its own.</summary>
    public ViltNetwork Copy(nn.Module from, Device device, ScalarType type)
    {
        var copy = Networks.CopyWeights(from, Create(device, type));
        copy.to(type);
        return copy;
    }

    private ViltNetwork Create(Device device, ScalarType type) => Networks.Create(() => new ViltNetwork(Config), device, type);
}
