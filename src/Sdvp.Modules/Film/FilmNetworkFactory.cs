using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Film;

/// <summary>Makes FiLM networks and copies of them.</summary>
internal static class FilmNetworkFactory
{
    /// <summary>Makes a network whose tensors outlive every dispose scope, on a device.</summary>
    public static T Create<T>(Func<T> make, Device device, ScalarType type)
        where T : nn.Module
    {
        using var scope = NewDisposeScope();
        var network = make();
        network.to(device, type);
        foreach (var tensor in network.parameters().Concat(network.buffers()))
        {
            tensor.DetachFromDisposeScope();
        }

        return network;
    }

    /// <summary>Copies the weights of one network into another of the same configuration, whose types they take.</summary>
    public static T CopyWeights<T>(nn.Module from, T to)
        where T : nn.Module
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var source = from.state_dict();
        foreach (var (name, tensor) in to.state_dict())
        {
            tensor.copy_(source[name]);
        }

        return to;
    }

    public static T Freeze<T>(T network)
        where T : nn.Module
    {
        network.eval();
        foreach (var parameter in network.parameters())
        {
            parameter.requires_grad_(false);
        }

        return network;
    }
}
