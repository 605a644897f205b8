using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Torch.Layers;

/// <summary>Where each tensor of a network's <c>state_dict</c> lives. Valid as long as no layer is added to or removed from the network.</summary>
internal sealed class NetworkSlots
{
    private readonly nn.Module _network;
    private readonly Dictionary<string, (WeightLayer Layer, string Name)> _layers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Tensor> _others = new(StringComparer.Ordinal);

    public NetworkSlots(nn.Module network)
    {
        _network = network;
        Walk(network, string.Empty);
    }

    /// <summary>All names, in ordinal order.</summary>
    public IEnumerable<string> Names => _layers.Keys.Concat(_others.Keys).Order(StringComparer.Ordinal);

    public bool Contains(string name) => _layers.ContainsKey(name) || _others.ContainsKey(name);

    /// <summary>Whether a name is a parameter of a kind of layer.</summary>
    public bool IsLayer<T>(string name) => _layers.TryGetValue(name, out var slot) && slot.Layer is T;

    /// <summary>Whether a name is a parameter that takes over the tensor it is given, in whatever type and on whatever device.</summary>
    public bool TakesOver(string name) => _layers.ContainsKey(name);

    /// <summary>The tensor that is there now; on the meta device where it has no values yet.</summary>
    public Tensor Current(string name) => _layers.TryGetValue(name, out var slot) ? slot.Layer.get_parameter(slot.Name)! : _others[name];

    public void Assign(string name, Tensor value)
    {
        if (_layers.TryGetValue(name, out var slot))
        {
            slot.Layer.SetParameter(slot.Name, value);
            return;
        }

        using (value)
        {
            if (!_others.TryGetValue(name, out var target) || !target.shape.AsSpan().SequenceEqual(value.shape))
            {
                throw new ArgumentException(
                    target is null ? $"{_network.GetName()} has no parameter '{name}'."
                        : $"'{name}' has the shape [{string.Join(", ", target.shape)}]; [{string.Join(", ", value.shape)}] was given.",
                    nameof(value));
            }

            using var noGrad = no_grad();
            target.copy_(value);
        }
    }

    private void Walk(nn.Module module, string prefix)
    {
        foreach (var (name, parameter) in module.named_parameters(recurse: false))
        {
            if (module is WeightLayer layer)
            {
                _layers[prefix + name] = (layer, name);
            }
            else
            {
                _others[prefix + name] = parameter;
            }
        }

        foreach (var (name, buffer) in module.named_buffers(recurse: false, include_nonpersistent: false))
        {
            _others[prefix + name] = buffer;
        }

        foreach (var (name, child) in module.named_children())
        {
            Walk(child, $"{prefix}{name}.");
        }
    }
}
