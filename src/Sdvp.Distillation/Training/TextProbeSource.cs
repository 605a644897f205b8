using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Sdvp.Core.Modules;
using Sdvp.Core.Recording;
using Sdvp.Core.Values;

namespace Sdvp.Distillation.Training;

/// <summary>
/// Probes that ask other texts about the images of the current task: questions that a host's users are known to ask, without the images they
/// were asked about and without answers. Immutable and thread-safe.
/// </summary>
public sealed class TextProbeSource : IProbeSource
{
    private readonly ImmutableDictionary<string, (string Parameter, ImmutableArray<string> Texts)> _pools;

    /// <summary>Initialises a source.</summary>
    /// <param name="pools">For each probed module the parameter that takes the text, and the texts to choose from, at least one.</param>
    /// <exception cref="ArgumentException">A module has no text.</exception>
    public TextProbeSource(IReadOnlyDictionary<string, (string Parameter, ImmutableArray<string> Texts)> pools)
    {
        ArgumentNullException.ThrowIfNull(pools);
        foreach (var (module, pool) in pools)
        {
            if (pool.Texts.IsDefaultOrEmpty)
            {
                throw new ArgumentException($"The module {module} has no text to probe it with; give at least one, or leave the module out.", nameof(pools));
            }
        }

        _pools = pools.ToImmutableDictionary(StringComparer.Ordinal);
        var text = string.Join('\n', _pools.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key} {p.Value.Parameter} {string.Join('\t', p.Value.Texts)}"));
        Name = $"text-probes-2({Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12]})";
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<ModuleCall> CreateProbes(IReadOnlyList<StepRecord> steps, int count, long seed)
    {
        ArgumentNullException.ThrowIfNull(steps);
        if (!_pools.TryGetValue(steps[0].Module, out var pool))
        {
            return [];
        }

        return [.. Enumerable.Range(0, count).Select(i => new ModuleCall(
            steps[i % steps.Count].Arguments.SetItem(pool.Parameter, new TextValue(pool.Texts[(int)(SeededOrder.Mix(seed, i) % pool.Texts.Length)]))))];
    }
}
