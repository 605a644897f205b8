using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Sdvp.Core.Modules;
using Sdvp.Core.Recording;
using Sdvp.Core.Values;

namespace Sdvp.Distillation.Training;

/// <summary>
/// Probes that are calls recorded earlier, such as a host's ordinary traffic: other images with other questions, without labels. What the
/// snapshot answers to them is what the student is held to (replay without stored answers). Immutable and thread-safe.
/// </summary>
public sealed class RecordedProbeSource : IProbeSource
{
    private readonly ImmutableDictionary<string, ImmutableArray<ImmutableArray<ModuleCall>>> _images;
    private readonly ImmutableDictionary<string, ImmutableArray<(int Image, int Call)>> _calls;
    private readonly int _callsPerImage;

    /// <summary>Initialises a source.</summary>
    /// <param name="records">Recorded steps; modules without any are not probed.</param>
    /// <param name="callsPerImage">
    /// The most calls about one image that are drawn together, at least 1. More make a training step cheaper where a network looks at an image once for all
    /// questions of a batch, and its probes less diverse. Default: 4.
    /// </param>
    public RecordedProbeSource(IEnumerable<StepRecord> records, int callsPerImage = 4)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentOutOfRangeException.ThrowIfLessThan(callsPerImage, 1);
        _callsPerImage = callsPerImage;
        _images = records.GroupBy(r => r.Module, StringComparer.Ordinal).ToImmutableDictionary(
            g => g.Key, g => g.GroupBy(ImageGroups.KeyOf).Select(i => i.Select(r => r.ToCall()).ToImmutableArray()).ToImmutableArray(), StringComparer.Ordinal);
        _calls = _images.ToImmutableDictionary(
            m => m.Key, m => m.Value.SelectMany((calls, image) => calls.Select((_, call) => (image, call))).ToImmutableArray(), StringComparer.Ordinal);
        Name = $"recorded-probes-2({Identify()[..12]},{callsPerImage})";
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<ModuleCall> CreateProbes(IReadOnlyList<StepRecord> steps, int count, long seed)
    {
        ArgumentNullException.ThrowIfNull(steps);
        if (!_calls.TryGetValue(steps[0].Module, out var all))
        {
            return [];
        }

        // A call is drawn, and with it the next ones about its image.
        var images = _images[steps[0].Module];
        var probes = new List<ModuleCall>(count);
        while (probes.Count < count)
        {
            var (image, first) = all[(int)(SeededOrder.Mix(seed, probes.Count) % all.Length)];
            var calls = images[image];
            var together = Math.Min(Math.Min(_callsPerImage, calls.Length), count - probes.Count);
            probes.AddRange(Enumerable.Range(first, together).Select(i => calls[i % calls.Length]));
        }

        return probes;
    }

    private string Identify()
    {
        var text = new StringBuilder();
        foreach (var (module, images) in _images.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            foreach (var call in images.SelectMany(calls => calls))
            {
                text.Append(module).AppendJoin('\t', call.Arguments.OrderBy(a => a.Key, StringComparer.Ordinal).Select(Describe)).Append('\n');
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Describe(KeyValuePair<string, ProgramValue> argument) =>
        $"{argument.Key}={(argument.Value is ImageValue image ? image.ContentId : argument.Value.ToString())}";
}
