using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Recording;

namespace Sdvp.Distillation.Training;

/// <summary>Draws every probe from one of several sources, each with its share. Immutable and thread-safe.</summary>
public sealed class MixedProbeSource : IProbeSource
{
    private readonly ImmutableArray<(IProbeSource Source, int Share)> _sources;
    private readonly int _total;

    /// <summary>Initialises a source.</summary>
    /// <param name="sources">The sources with their shares; at least one source, shares of at least 1.</param>
    public MixedProbeSource(params ReadOnlySpan<(IProbeSource Source, int Share)> sources)
    {
        ArgumentOutOfRangeException.ThrowIfZero(sources.Length);
        foreach (var (source, share) in sources)
        {
            ArgumentNullException.ThrowIfNull(source);
            ArgumentOutOfRangeException.ThrowIfLessThan(share, 1);
            _total += share;
        }

        _sources = [.. sources];
        Name = $"mixed-probes-2({string.Join('+', _sources.Select(s => $"{s.Share}×{s.Source.Name}"))})";
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<ModuleCall> CreateProbes(IReadOnlyList<StepRecord> steps, int count, long seed)
    {
        var counts = new int[_sources.Length];
        for (var i = 0; i < count; i++)
        {
            counts[SourceAt((int)(SeededOrder.Mix(seed, i) % _total))]++;
        }

        var probes = new List<ModuleCall>(count);
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] > 0)
            {
                probes.AddRange(_sources[i].Source.CreateProbes(steps, counts[i], SeededOrder.Mix(seed, -1, i)));
            }
        }

        return probes;
    }

    private int SourceAt(int share)
    {
        var source = 0;
        while (share >= _sources[source].Share)
        {
            share -= _sources[source++].Share;
        }

        return source;
    }
}
