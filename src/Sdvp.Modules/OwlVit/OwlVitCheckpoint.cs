using Sdvp.Modules.Clip;
using Sdvp.Modules.Torch.Layers;
using Sdvp.Modules.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.OwlVit;

/// <summary>A folder with an <c>OwlViTForObjectDetection</c>: its configuration, its inputs, and the networks made after it. Immutable and thread-safe.</summary>
internal sealed class OwlVitCheckpoint
{
    /// <exception cref="InvalidDataException">The folder holds no OWL-ViT, or a file is damaged.</exception>
    public OwlVitCheckpoint(string path)
    {
        Folder = HuggingFaceFolder.Open(path);
        Folder.RequireModelType("owlvit");
        Config = OwlVitConfigReader.Read(Folder.Config);
        Inputs = new ClipInputs(Folder, Config.Text, Config.Vision);
    }

    public HuggingFaceFolder Folder { get; }

    public OwlVitConfig Config { get; }

    public ClipInputs Inputs { get; }

    /// <summary>What of the network its weights do not show.</summary>
    public string Identity => $"owlvit:{ClipDescription.Of(Config.Text)};{ClipDescription.Of(Config.Vision)};{Inputs.Identity}";

    /// <summary>A network with the folder's weights, and with an adapter's in them where there is one.</summary>
    public OwlVitNetwork Load(Device device, ScalarType type, string? adapter)
    {
        var network = Create(device, type);
        Folder.Load(network, options: new HuggingFaceLoadOptions { Device = device, Type = type });
        return AdapterFolder.FoldInto(network, adapter);
    }

    /// <summary>A network with another's weights, in a type of its own.</summary>
    public OwlVitNetwork Copy(nn.Module from, Device device, ScalarType type)
    {
        var copy = Networks.CopyWeights(from, Create(device, type));
        copy.to(type);
        return copy;
    }

    private OwlVitNetwork Create(Device device, ScalarType type) => Networks.Create(() => new OwlVitNetwork(Config), device, type);
}
