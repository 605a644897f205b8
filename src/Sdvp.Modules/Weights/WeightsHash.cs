using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Sdvp.Core.Modules;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;

namespace Sdvp.Modules.Weights;

/// <summary>Identifies what a network computes by its architecture and weights.</summary>
public static class WeightsHash
{
    /// <summary>Hashes a network.</summary>
    /// <param name="module">The network, on any device. Not to be trained meanwhile.</param>
    /// <param name="architectureName">The architecture and whatever of its configuration its weights do not show.</param>
    /// <returns>
    /// Lower-case hexadecimal SHA-256 over the architecture, and names, types, shapes and bytes of parameters and buffers in the order of their names; of adapters also scale and state.
    /// </returns>
    public static ModuleVersion Compute(torch.nn.Module module, string architectureName) => Compute(module, architectureName, withAdapter: true);

    /// <summary>Hashes a network as if it had no adapter: the same that <see cref="Compute(torch.nn.Module, string)"/> gives where it has none.</summary>
    /// <param name="module">The network, on any device, with an adapter that is not merged, or without one. Not to be trained meanwhile.</param>
    /// <param name="architectureName">The architecture and whatever of its configuration its weights do not show.</param>
    /// <returns>Lower-case hexadecimal SHA-256.</returns>
    public static ModuleVersion ComputeWithoutAdapter(torch.nn.Module module, string architectureName) => Compute(module, architectureName, withAdapter: false);

    private static ModuleVersion Compute(torch.nn.Module module, string architectureName, bool withAdapter)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentException.ThrowIfNullOrEmpty(architectureName);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, architectureName);
        foreach (var (name, tensor) in module.state_dict().Where(pair => withAdapter || !LoraNames.IsAdapter(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Append(hash, name);
            Append(hash, SafetensorsTypes.NameOf(tensor.dtype) ?? tensor.dtype.ToString());
            Append(hash, tensor.shape.Length);
            foreach (var dimension in tensor.shape)
            {
                Append(hash, dimension);
            }

            using var memory = TensorBytes.ToMemory(tensor);
            TensorBytes.ForEachChunk(memory, (bytes, _) => hash.AppendData(bytes));
        }

        foreach (var (path, layer) in Networks.LinearLayers(module).Where(pair => withAdapter && pair.Value.Adapter is not null).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Append(hash, path);
            Append(hash, BitConverter.DoubleToInt64Bits(layer.Adapter!.Scale));
            Append(hash, (layer.IsAdapterEnabled ? 1 : 0) + (layer.IsAdapterMerged ? 2 : 0));
        }

        return new ModuleVersion(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Append(hash, bytes.Length);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
