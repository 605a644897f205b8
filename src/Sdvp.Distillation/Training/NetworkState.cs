using Sdvp.Modules.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Training;

/// <summary>Everything about the weights of a network: parameters and persistent buffers, by name.</summary>
internal static class NetworkState
{
    /// <summary>Stops gradients into a network and puts it in evaluation mode.</summary>
    public static void Freeze(nn.Module network)
    {
        network.eval();
        foreach (var parameter in network.parameters())
        {
            parameter.requires_grad = false;
        }
    }

    /// <summary>Writes the weights, or those of some names.</summary>
    public static void Write(BinaryWriter writer, nn.Module network, Func<string, bool>? includes = null) => Write(writer, Sorted(network, includes));

    /// <summary>Writes copies as the weights that they are of.</summary>
    public static void Write(BinaryWriter writer, IReadOnlyDictionary<string, Tensor> copies) =>
        Write(writer, [.. copies.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => (t.Key, t.Value))]);

    private static void Write(BinaryWriter writer, (string Name, Tensor Tensor)[] tensors)
    {
        writer.Write(tensors.Length);
        foreach (var (name, tensor) in tensors)
        {
            writer.Write(name);
            WriteTensor(writer, tensor);
        }
    }

    /// <summary>Reads weights into a network of the same architecture; of the names that were written.</summary>
    /// <exception cref="InvalidDataException">The file is of another architecture.</exception>
    public static void Read(BinaryReader reader, nn.Module network, Func<string, bool>? includes = null)
    {
        var tensors = Sorted(network, includes);
        var count = reader.ReadInt32();
        if (count != tensors.Length)
        {
            throw new InvalidDataException($"The stored network has {count} tensors, the module's has {tensors.Length}: it is of another architecture.");
        }

        foreach (var (name, tensor) in tensors)
        {
            var stored = reader.ReadString();
            if (stored != name)
            {
                throw new InvalidDataException($"The stored network has {stored} where the module's has {name}: it is of another architecture.");
            }

            ReadTensor(reader, tensor);
        }
    }

    /// <summary>Copies weights out of a network, to the memory of the processor. The caller disposes the copies.</summary>
    public static Dictionary<string, Tensor> Copy(nn.Module network, Func<string, bool> includes)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        return Sorted(network, includes).ToDictionary(t => t.Name, t => t.Tensor.detach().to(CPU, copy: true).DetachFromDisposeScope(), StringComparer.Ordinal);
    }

    /// <summary>Brings copies up to date.</summary>
    public static void CopyTo(nn.Module network, IReadOnlyDictionary<string, Tensor> copies)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        foreach (var (name, tensor) in Sorted(network, copies.ContainsKey))
        {
            copies[name].copy_(tensor);
        }
    }

    /// <summary>Puts copies back.</summary>
    public static void CopyFrom(nn.Module network, IReadOnlyDictionary<string, Tensor> copies)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        foreach (var (name, tensor) in Sorted(network, copies.ContainsKey))
        {
            tensor.copy_(copies[name]);
        }
    }

    /// <summary>Writes one tensor.</summary>
    public static void WriteTensor(BinaryWriter writer, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        tensor.detach().cpu().contiguous().Save(writer);
    }

    /// <summary>Reads one tensor into another of the same shape, wherever that one lies.</summary>
    public static void ReadTensor(BinaryReader reader, Tensor target)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var stored = TensorExtensionMethods.Load(reader);
        if (!stored.shape.AsSpan().SequenceEqual(target.shape))
        {
            throw new InvalidDataException(
                $"A stored tensor has the shape [{string.Join(", ", stored.shape)}], the module's has [{string.Join(", ", target.shape)}].");
        }

        target.copy_(stored);
    }

    /// <summary>Moves a network's parameters towards those of another one: <c>(1 − α) · network + α · start</c>.</summary>
    public static void Interpolate(nn.Module network, nn.Module start, double alpha)
    {
        if (alpha == 0)
        {
            return;
        }

        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        foreach (var (own, other) in Distinct(network).Zip(Distinct(start)))
        {
            own.copy_(own.Times(1 - alpha).Plus(other.Times(alpha)));
        }
    }

    // Tied weights are listed once for each of their names.
    private static IEnumerable<Parameter> Distinct(nn.Module network) => network.parameters().Distinct<Parameter>(ReferenceEqualityComparer.Instance);

    private static (string Name, Tensor Tensor)[] Sorted(nn.Module network, Func<string, bool>? includes) =>
        [.. network.state_dict().Where(t => includes?.Invoke(t.Key) ?? true).OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => (t.Key, t.Value))];
}
