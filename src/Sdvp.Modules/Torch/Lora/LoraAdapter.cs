using System.Collections.Immutable;
using Sdvp.Modules.Torch.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sdvp.Modules.Torch.Lora;

/// <summary>
/// A low-rank adapter on the linear layers of a network (LoRA, Hu et al. 2021). It is attached in place: nothing is rebuilt, and switched off the network is the one
/// it was before, with the same weights in the same memory, which makes it the snapshot for self-distillation. Its parameters appear among the network's as
/// <c>….lora_A</c> and <c>….lora_B</c>. Not thread-safe: attach, switch and merge while nothing runs the network.
/// </summary>
public sealed class LoraAdapter
{
    private readonly ImmutableSortedDictionary<string, LinearLayer> _layers;

    private LoraAdapter(LoraOptions options, ImmutableSortedDictionary<string, LinearLayer> layers)
    {
        Options = options;
        _layers = layers;
    }

    /// <summary>The settings.</summary>
    public LoraOptions Options { get; }

    /// <summary>The paths of the layers that have the adapter, in ordinal order.</summary>
    public IEnumerable<string> Paths => _layers.Keys;

    /// <summary>The adapter's parameters: of each path <c>lora_A</c>, then <c>lora_B</c>. The network owns them.</summary>
    public IEnumerable<Parameter> Parameters => _layers.Values.SelectMany(layer => new[] { layer.AdapterDown!, layer.AdapterUp! });

    /// <summary>Whether the adapter takes part. Off, the network is the one without adapter; where it is merged, it is on.</summary>
    public bool IsEnabled
    {
        get => IsMerged || _layers.Values.All(layer => layer.IsAdapterEnabled);
        set
        {
            if (IsMerged && !value)
            {
                throw new InvalidOperationException($"A merged adapter cannot be switched off; {nameof(Unmerge)} it first.");
            }

            foreach (var layer in _layers.Values)
            {
                layer.IsAdapterEnabled = value;
            }
        }
    }

    /// <summary>Whether the adapter is part of the weights.</summary>
    public bool IsMerged => _layers.Values.Any(layer => layer.IsAdapterMerged);

    /// <summary>
    /// Attaches a new adapter that changes nothing yet: A is random (uniform within ±1/√in, as PEFT's), B is 0. All other parameters of the network are frozen. The adapter's weights lie where the
    /// layer's do, in Float32 or the layer's wider type, so that a network in a narrow type can be trained.
    /// </summary>
    /// <param name="network">The network, filled.</param>
    /// <param name="options">The settings.</param>
    /// <param name="seed">The seed of A.</param>
    /// <returns>The adapter. The network owns its weights.</returns>
    /// <exception cref="ArgumentException">A setting is out of range, a target names no linear layer, or the network has an adapter already.</exception>
    public static LoraAdapter Attach(nn.Module network, LoraOptions options, long seed)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var layers = Choose(network, options);
        using var noGrad = no_grad();
        using var generator = new Generator((ulong)seed, CPU);
        foreach (var (_, layer) in layers)
        {
            using var scope = NewDisposeScope();
            var type = layer.Weight.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
            var down = rand([options.Rank, layer.InFeatures], dtype: type, generator: generator)
                .Times(2).Plus(-1).Times(1 / Math.Sqrt(layer.InFeatures)).to(layer.Weight.device);
            var up = zeros([layer.OutFeatures, options.Rank], dtype: type, device: layer.Weight.device);
            layer.AttachAdapter(new LinearAdapter(options, options.Scale), down.MoveToOuterDisposeScope(), up.MoveToOuterDisposeScope());
        }

        FreezeOthers(network);
        return new LoraAdapter(options, layers);
    }

    /// <summary>Finds the adapter of a network.</summary>
    /// <param name="network">The network.</param>
    /// <returns>The adapter; null where there is none.</returns>
    public static LoraAdapter? Find(nn.Module network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var layers = Networks.LinearLayers(network).Where(pair => pair.Value.Adapter is not null).ToImmutableSortedDictionary(StringComparer.Ordinal);
        return layers.IsEmpty ? null : new LoraAdapter(layers.Values.First().Adapter!.Options, layers);
    }

    /// <summary>Whether a name of a network's parameters is one of an adapter's.</summary>
    /// <param name="name">The name.</param>
    /// <returns>True where it is.</returns>
    public static bool IsParameter(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return LoraNames.IsAdapter(name);
    }

    /// <summary>Switches the adapter off until the result is disposed: inside, the network is its own snapshot.</summary>
    /// <returns>Switches the adapter back to what it was.</returns>
    public IDisposable SwitchOff()
    {
        var previous = IsEnabled;
        IsEnabled = false;
        return new Switch(this, previous);
    }

    /// <summary>Adds the adapter to the weights, for inference without overhead. Both weights are held until <see cref="Unmerge"/>.</summary>
    public void Merge()
    {
        foreach (var layer in _layers.Values)
        {
            layer.MergeAdapter();
        }
    }

    /// <summary>Takes the adapter out of the weights again: they are the very bytes that were there before.</summary>
    public void Unmerge()
    {
        foreach (var layer in _layers.Values)
        {
            layer.UnmergeAdapter();
        }
    }

    /// <summary>
    /// Adds the adapter to the weights for good and removes it: the network is one without adapter, and nothing is held twice. In a network of a narrow type the sum is rounded to that type.
    /// This object is of no use afterwards, and the network stays frozen.
    /// </summary>
    public void Fold()
    {
        foreach (var layer in _layers.Values)
        {
            layer.FoldAdapter();
        }
    }

    /// <summary>Multiplies what the adapter adds to the weights, by multiplying B: 0 gives the network without adapter.</summary>
    /// <param name="factor">The factor; finite.</param>
    /// <exception cref="InvalidOperationException">The adapter is merged.</exception>
    public void Multiply(double factor)
    {
        if (!double.IsFinite(factor))
        {
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "A finite factor is expected.");
        }

        if (IsMerged)
        {
            throw new InvalidOperationException($"A merged adapter cannot be multiplied; {nameof(Unmerge)} it first.");
        }

        foreach (var layer in _layers.Values)
        {
            layer.MultiplyAdapter(factor);
        }
    }

    /// <summary>Removes the adapter and frees its weights. A merged one is taken out first. The network stays frozen.</summary>
    public void Detach()
    {
        foreach (var layer in _layers.Values)
        {
            layer.DetachAdapter();
        }
    }

    /// <summary>Attaches given weights. They are taken over.</summary>
    internal static LoraAdapter AttachWeights(
        nn.Module network, LoraOptions options, IReadOnlyDictionary<string, (LinearAdapter Settings, Tensor Down, Tensor Up)> weights)
    {
        var known = Networks.LinearLayers(network);
        var layers = ImmutableSortedDictionary.CreateBuilder<string, LinearLayer>(StringComparer.Ordinal);
        foreach (var path in weights.Keys)
        {
            layers.Add(path, known.TryGetValue(path, out var layer) ? layer : throw new ArgumentException($"{network.GetName()} has no linear layer '{path}'.", nameof(network)));
        }

        RequireNone(network, layers.Values);
        foreach (var (path, (settings, down, up)) in weights)
        {
            layers[path].AttachAdapter(settings, Move(down, layers[path].Weight.device), Move(up, layers[path].Weight.device));
        }

        FreezeOthers(network);
        return new LoraAdapter(options, layers.ToImmutable());
    }

    /// <summary>The layers by path, for those who write them.</summary>
    internal ImmutableSortedDictionary<string, LinearLayer> Layers => _layers;

    /// <summary>Whether a target means a path.</summary>
    internal static bool Matches(string path, string target) => path == target || path.EndsWith("." + target, StringComparison.Ordinal);

    private static ImmutableSortedDictionary<string, LinearLayer> Choose(nn.Module network, LoraOptions options)
    {
        var all = Networks.LinearLayers(network);
        if (all.Count == 0)
        {
            throw new ArgumentException(
                $"{network.GetName()} has no {nameof(LinearLayer)} that an adapter could be attached to, so none is called {string.Join(" or ", options.TargetModules.Select(t => $"'{t}'"))}; "
                + $"it is built of {string.Join(", ", network.named_modules().Select(pair => pair.module.GetType().Name).Distinct().Order(StringComparer.Ordinal))}.",
                nameof(options));
        }

        if (options.TargetModules.FirstOrDefault(target => !all.Keys.Any(path => Matches(path, target))) is { } stranger)
        {
            throw new ArgumentException(
                $"No linear layer of {network.GetName()} is called '{stranger}'; they are called {string.Join(", ", all.Keys.Select(path => path[(path.LastIndexOf('.') + 1)..]).Distinct().Order(StringComparer.Ordinal))}.",
                nameof(options));
        }

        var chosen = all.Where(pair => options.TargetModules.Any(target => Matches(pair.Key, target))).ToImmutableSortedDictionary(StringComparer.Ordinal);
        RequireNone(network, chosen.Values);
        return chosen;
    }

    private static void RequireNone(nn.Module network, IEnumerable<LinearLayer> layers)
    {
        if (layers.Any(layer => layer.Adapter is not null))
        {
            throw new ArgumentException($"{network.GetName()} has an adapter already; {nameof(Detach)} or {nameof(Merge)} and save it first.", nameof(network));
        }
    }

    private static Tensor Move(Tensor tensor, Device device)
    {
        if (tensor.device_type == device.type && (device.type == TorchSharp.DeviceType.CPU || tensor.device_index == device.index))
        {
            return tensor;
        }

        using (tensor)
        {
            return tensor.to(device);
        }
    }

    private static void FreezeOthers(nn.Module network)
    {
        foreach (var (name, parameter) in network.named_parameters())
        {
            parameter.requires_grad_(LoraNames.IsAdapter(name));
        }
    }

    private sealed class Switch(LoraAdapter adapter, bool previous) : IDisposable
    {
        public void Dispose() => adapter.IsEnabled = previous;
    }
}
