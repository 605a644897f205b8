using Sdvp.Modules.Torch.Layers;
using TorchSharp;

namespace Sdvp.Modules.Weights;

/// <summary>One load of a checkpoint into a network.</summary>
internal sealed class HuggingFaceLoader(HuggingFaceCheckpoint checkpoint, torch.nn.Module network, HuggingFaceKeyMap map, HuggingFaceLoadOptions options)
{
    public WeightsLoadReport Load()
    {
        if (!torch.is_floating_point(options.Type))
        {
            throw new ArgumentException($"A network's type is a floating-point type; {options.Type} was given.", nameof(options));
        }

        var matches = HuggingFaceKeyMatch.Find(checkpoint, new NetworkSlots(network), map);
        if (options.IsStrict && (matches.Report.Missing.Length > 0 || matches.Report.Unexpected.Length > 0))
        {
            throw new InvalidWeightsException(
                checkpoint.Path, null, $"its tensors are not those of {network.GetName()}. Missing: {Names.List(matches.Report.Missing)}. Unexpected: {Names.List(matches.Report.Unexpected)}.");
        }

        // Layers that have no values yet stay as they are here; the rest is small.
        network.to(options.Device, options.Type);
        using var noGradient = torch.no_grad();
        var slots = new NetworkSlots(network);
        foreach (var (name, key) in matches.Sources)
        {
            slots.Assign(name, Read(key, slots.Current(name).dtype));
        }

        return matches.Report;
    }

    private torch.Tensor Read(string key, torch.ScalarType current)
    {
        var (file, entry) = (checkpoint.FileOf(key), checkpoint.Entry(key));
        var type = torch.is_floating_point(entry.Type) ? options.Type : current;
        if (options.IsMapped && options.Device.type == DeviceType.CPU && entry.Type == type)
        {
            return file.Map(key);
        }

        var tensor = torch.empty(entry.Shape.AsSpan(), dtype: type, device: options.Device);
        try
        {
            file.ReadInto(key, tensor);
            return tensor;
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }
}
