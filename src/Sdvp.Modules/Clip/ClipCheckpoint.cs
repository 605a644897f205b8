using System.Globalization;
using Sdvp.Modules.Torch.Layers;
using Sdvp.Modules.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Clip;

/// <summary>A folder with a <c>CLIPModel</c>: its configuration, its inputs, and the networks made after it. Immutable and thread-safe.</summary>
internal sealed class ClipCheckpoint
{
    /// <exception cref="InvalidDataException">The folder holds no CLIP, or a file is damaged.</exception>
    public ClipCheckpoint(string path)
    {
        Folder = HuggingFaceFolder.Open(path);
        Folder.RequireModelType("clip");
        Config = ClipConfigReader.Read(Folder.Config);
        Inputs = new ClipInputs(Folder, Config.Text, Config.Vision);
    }

    public HuggingFaceFolder Folder { get; }

    public ClipConfig Config { get; }

    public ClipInputs Inputs { get; }

    /// <summary>What of the network its weights do not show.</summary>
    public string Identity => $"clip:{ClipDescription.Of(Config.Text)};{ClipDescription.Of(Config.Vision)};{Inputs.Identity}";

    /// <summary>A network with the folder's weights, and with an adapter's in them where there is one.</summary>
    public ClipNetwork Load(Device device, ScalarType type, string? adapter)
    {
        var network = Create(device, type);
        Folder.Load(network, options: new HuggingFaceLoadOptions { Device = device, Type = type });
        return AdapterFolder.FoldInto(network, adapter);
    }

    /// <summary>A network with another's weights, in a type of its own.</summary>
    public ClipNetwork Copy(nn.Module from, Device device, ScalarType type)
    {
        var copy = Networks.CopyWeights(from, Create(device, type));
        copy.to(type);
        return copy;
    }

    private ClipNetwork Create(Device device, ScalarType type) => Networks.Create(() => new ClipNetwork(Config), device, type);
}
