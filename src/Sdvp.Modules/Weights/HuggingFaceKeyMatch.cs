using System.Collections.Immutable;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;

namespace Sdvp.Modules.Weights;

/// <summary>Which tensor of a checkpoint belongs into which of a network.</summary>
/// <param name="Sources">Names of the network → keys of the checkpoint.</param>
/// <param name="Others">Keys of the checkpoint that are no source: aliases of tied tensors → the network's name, and legacy keys → null.</param>
/// <param name="Report">What did not meet.</param>
internal sealed record HuggingFaceKeyMatch(
    ImmutableSortedDictionary<string, string> Sources, ImmutableSortedDictionary<string, string?> Others, WeightsLoadReport Report)
{
    /// <summary>Matches all names and checks types and shapes.</summary>
    /// <exception cref="InvalidWeightsException">A type or shape does not fit.</exception>
    public static HuggingFaceKeyMatch Find(HuggingFaceCheckpoint checkpoint, NetworkSlots slots, HuggingFaceKeyMap map)
    {
        var owners = slots.Names.Where(name => !LoraNames.IsAdapter(name)).ToDictionary(map.ToKey, name => name, StringComparer.Ordinal);
        var sources = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var others = ImmutableSortedDictionary.CreateBuilder<string, string?>(StringComparer.Ordinal);
        var strangers = new List<string>();
        var aliases = new List<(string Key, string Owner)>();
        foreach (var key in checkpoint.Names)
        {
            if (owners.GetValueOrDefault(key) is { } own || owners.TryGetValue(Modern(key), out own))
            {
                Check(checkpoint, key, slots.Current(own));
                if (!sources.TryAdd(own, key))
                {
                    throw new InvalidWeightsException(checkpoint.FileOf(key).Path, key, $"it and '{sources[own]}' are both meant for '{own}'.");
                }
            }
            else if (map.Tied.TryGetValue(key, out var tied) && owners.TryGetValue(tied, out var target))
            {
                Check(checkpoint, key, slots.Current(target));
                aliases.Add((key, target));
            }
            else if (map.IsLegacy(key))
            {
                others[key] = null;
            }
            else
            {
                strangers.Add(key);
            }
        }

        foreach (var (key, owner) in aliases)
        {
            if (!sources.TryAdd(owner, key))
            {
                others[key] = owner;
            }
        }

        var missing = owners.Where(pair => !sources.ContainsKey(pair.Value)).Select(pair => pair.Key).Order(StringComparer.Ordinal);
        return new HuggingFaceKeyMatch(
            sources.ToImmutable(), others.ToImmutable(), new WeightsLoadReport([.. missing], [.. strangers.Order(StringComparer.Ordinal)]));
    }

    /// <summary>The present name of what TensorFlow's checkpoints, and PyTorch's that were made of them, call <c>gamma</c> and <c>beta</c>.</summary>
    private static string Modern(string key) =>
        key.EndsWith(".gamma", StringComparison.Ordinal) ? $"{key[..^"gamma".Length]}weight"
        : key.EndsWith(".beta", StringComparison.Ordinal) ? $"{key[..^"beta".Length]}bias"
        : key;

    private static void Check(HuggingFaceCheckpoint checkpoint, string key, torch.Tensor target)
    {
        var entry = checkpoint.Entry(key);
        if (!entry.Shape.AsSpan().SequenceEqual(target.shape))
        {
            throw new InvalidWeightsException(
                checkpoint.FileOf(key).Path, key, $"its shape is [{string.Join(", ", entry.Shape)}]; the network that config.json describes expects [{string.Join(", ", target.shape)}].");
        }

        if (entry.Type != target.dtype && !(torch.is_floating_point(entry.Type) && torch.is_floating_point(target.dtype)))
        {
            throw new InvalidWeightsException(checkpoint.FileOf(key).Path, key, $"its type is {entry.Type}; the network expects {target.dtype}.");
        }
    }
}
