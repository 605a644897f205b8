using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Torch.Layers;

/// <summary>Makes, fills, copies and freezes networks that are built of <see cref="WeightLayer"/>s and of small parameters of their own.</summary>
public static class Networks
{
    /// <summary>
    /// Makes a network whose tensors outlive every dispose scope. Its layers have no memory yet; parameters that are not of a <see cref="WeightLayer"/> lie on the device, in
    /// the type, with whatever values the constructor gave them.
    /// </summary>
    /// <typeparam name="T">The network.</typeparam>
    /// <param name="make">Constructs it.</param>
    /// <param name="device">The device.</param>
    /// <param name="type">The floating-point type. Default: Float32.</param>
    /// <returns>The network; the caller owns it.</returns>
    public static T Create<T>(Func<T> make, Device device, ScalarType type = ScalarType.Float32)
        where T : nn.Module
    {
        ArgumentNullException.ThrowIfNull(make);
        ArgumentNullException.ThrowIfNull(device);
        using var scope = NewDisposeScope();
        var network = make();
        network.to(device, type);
        foreach (var tensor in network.parameters().Concat(network.buffers()))
        {
            tensor.DetachFromDisposeScope();
        }

        return network;
    }

    /// <summary>Gives a parameter or buffer its values. A layer takes the tensor over; into any other parameter the values are copied, and the tensor is disposed.</summary>
    /// <param name="network">The network.</param>
    /// <param name="name">The name in its <c>state_dict</c>.</param>
    /// <param name="value">The values.</param>
    /// <exception cref="ArgumentException">The network has no such parameter, or its shape is another.</exception>
    public static void Assign(nn.Module network, string name, Tensor value)
    {
        ArgumentNullException.ThrowIfNull(network);
        new NetworkSlots(network).Assign(name, value);
    }

    /// <summary>
    /// Copies the weights of one network into another of the same architecture, in the types and on the device of the first; nothing is shared. An adapter is copied too, in the same state.
    /// </summary>
    /// <typeparam name="T">The network.</typeparam>
    /// <param name="from">The source.</param>
    /// <param name="to">The target.</param>
    /// <returns>The target.</returns>
    /// <exception cref="ArgumentException">The target has no parameter of a name, or its shape is another.</exception>
    public static T CopyWeights<T>(nn.Module from, T to)
        where T : nn.Module
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        using var noGrad = no_grad();
        var slots = new NetworkSlots(to);
        foreach (var (name, tensor) in from.state_dict().Where(pair => !LoraNames.IsAdapter(pair.Key)))
        {
            slots.Assign(name, tensor.detach().clone());
        }

        var layers = LinearLayers(to);
        foreach (var (path, layer) in LinearLayers(from))
        {
            layer.CopyAdapterTo(layers[path]);
        }

        return to;
    }

    /// <summary>Puts a network into evaluation mode and stops all gradients.</summary>
    /// <typeparam name="T">The network.</typeparam>
    /// <param name="network">The network.</param>
    /// <returns>The network.</returns>
    public static T Freeze<T>(T network)
        where T : nn.Module
    {
        ArgumentNullException.ThrowIfNull(network);
        network.eval();
        foreach (var parameter in network.parameters())
        {
            parameter.requires_grad_(false);
        }

        return network;
    }

    /// <summary>
    /// Fills every parameter with random values as Hugging Face models do: normal with a deviation, biases 0, scales of normalisation 1. For networks that
    /// are to be trained from nothing, and for tests.
    /// </summary>
    /// <typeparam name="T">The network.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="device">The device.</param>
    /// <param name="seed">The seed; the same gives the same values, whatever else draws random numbers.</param>
    /// <param name="deviation">The standard deviation; at least 0. Default: 0.02.</param>
    /// <param name="type">The floating-point type. Default: Float32.</param>
    /// <returns>The network.</returns>
    public static T Randomize<T>(T network, Device device, long seed, double deviation = 0.02, ScalarType type = ScalarType.Float32)
        where T : nn.Module
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(device);
        using var noGrad = no_grad();
        using var generator = new Generator((ulong)seed, CPU);
        var slots = new NetworkSlots(network);
        foreach (var (name, parameter) in network.named_parameters().OrderBy(pair => pair.name, StringComparer.Ordinal).ToList())
        {
            using var scope = NewDisposeScope();
            var value = slots.IsLayer<LayerNormLayer>(name) && name.EndsWith("weight", StringComparison.Ordinal) ? ones(parameter.shape)
                : name.EndsWith("bias", StringComparison.Ordinal) ? zeros(parameter.shape)
                : randn(parameter.shape, generator: generator).Times(deviation);
            slots.Assign(name, value.to(type, device).MoveToOuterDisposeScope());
        }

        return network;
    }

    /// <summary>All linear layers of a network by path.</summary>
    internal static Dictionary<string, LinearLayer> LinearLayers(nn.Module network) => network.named_modules()
        .Where(pair => pair.module is LinearLayer)
        .ToDictionary(pair => pair.name, pair => (LinearLayer)pair.module, StringComparer.Ordinal);
}
