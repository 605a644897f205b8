using System.Collections.Immutable;
using TorchSharp;

namespace Sdvp.Modules.Weights;

/// <summary>Saves and loads the parameters and buffers of a network as safetensors. Not to be used while the network runs.</summary>
public static class ModuleWeights
{
    /// <summary>Saves all parameters and persistent buffers. Atomic; the same weights give the same bytes.</summary>
    /// <param name="module">The network.</param>
    /// <param name="path">The file. Its folder exists.</param>
    /// <param name="metadata">Free texts for the header.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(torch.nn.Module module, string path, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        SafetensorsWriter.Write(path, module.state_dict(), metadata);
    }

    /// <summary>
    /// Loads weights into a network, on its device and in its types; floating-point types are converted. Everything is checked before
    /// the first value is written, so a refused file leaves the network as it was.
    /// </summary>
    /// <param name="module">The network.</param>
    /// <param name="path">The file.</param>
    /// <param name="strict">Whether a missing or an unexpected tensor is an error.</param>
    /// <param name="rename">Gives the network's name for a name in the file, or null for a tensor to pass over; null where the names are the same.</param>
    /// <returns>What was missing and unexpected; both empty where <paramref name="strict"/> is set.</returns>
    /// <exception cref="InvalidWeightsException">The file is damaged, a shape or type does not fit, or <paramref name="strict"/> is set and names do not meet.</exception>
    public static WeightsLoadReport Load(torch.nn.Module module, string path, bool strict = true, Func<string, string?>? rename = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        using var file = SafetensorsFile.Open(path);
        var targets = module.state_dict();
        var sources = Match(file, targets, rename, out var unexpected);
        var missing = targets.Keys.Where(name => !sources.ContainsKey(name)).Order(StringComparer.Ordinal).ToImmutableArray();
        if (strict && (missing.Length > 0 || unexpected.Length > 0))
        {
            throw new InvalidWeightsException(path, null, $"its tensors are not those of {module.GetName()}. Missing: {Names.List(missing)}. Unexpected: {Names.List(unexpected)}.");
        }

        using var noGradient = torch.no_grad();
        foreach (var (name, source) in sources)
        {
            using var tensor = file.Read(source);
            targets[name].copy_(tensor);
        }

        return new WeightsLoadReport(missing, unexpected);
    }

    private static SortedDictionary<string, string> Match(
        SafetensorsFile file, Dictionary<string, torch.Tensor> targets, Func<string, string?>? rename, out ImmutableArray<string> unexpected)
    {
        var sources = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var strangers = new List<string>();
        foreach (var (source, entry) in file.Entries.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var name = rename is null ? source : rename(source);
            if (name is null)
            {
                continue;
            }

            if (!targets.TryGetValue(name, out var target))
            {
                strangers.Add(source);
                continue;
            }

            Check(file.Path, source, entry, target);
            if (!sources.TryAdd(name, source))
            {
                throw new InvalidWeightsException(file.Path, source, $"it and '{sources[name]}' are both meant for '{name}'.");
            }
        }

        unexpected = [.. strangers];
        return sources;
    }

    private static void Check(string path, string name, SafetensorsEntry entry, torch.Tensor target)
    {
        if (!entry.Shape.AsSpan().SequenceEqual(target.shape))
        {
            throw new InvalidWeightsException(path, name, $"its shape is [{string.Join(", ", entry.Shape)}]; the network expects [{string.Join(", ", target.shape)}].");
        }

        if (entry.Type != target.dtype && !(torch.is_floating_point(entry.Type) && torch.is_floating_point(target.dtype)))
        {
            throw new InvalidWeightsException(path, name, $"its type is {entry.Type}; the network expects {target.dtype}.");
        }
    }
}
