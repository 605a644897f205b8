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
        Name = $"mixed-probes-1({string.Join('+', _sources.Select(s => $"{s.Share}×{s.Source.Name}"))})";
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public ModuleCall? CreateProbe(StepRecord step, long seed)
    {
        // The source follows from the low digits of the seed, what it draws from the rest.
        var at = (int)((ulong)seed % (ulong)_total);
        var rest = (long)((ulong)seed / (ulong)_total);
        foreach (var (source, share) in _sources)
        {
            if (at < share)
            {
                return source.CreateProbe(step, rest);
            }

            at -= share;
        }

        throw new InvalidOperationException("The shares of the sources do not add up.");
    }
}
