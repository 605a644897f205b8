using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Sdvp.Core.Modules;
using Sdvp.Core.Recording;

namespace Sdvp.Distillation.Training;

/// <summary>
/// Probes that are calls recorded earlier, such as a host's ordinary traffic: other images with other questions, without labels. What the
/// snapshot answers to them is what the student is held to (replay without stored answers). Immutable and thread-safe.
/// </summary>
public sealed class RecordedProbeSource : IProbeSource
{
    private readonly ImmutableDictionary<string, ImmutableArray<ModuleCall>> _calls;

    /// <summary>Initialises a source.</summary>
    /// <param name="records">Recorded steps; modules without any are not probed.</param>
    public RecordedProbeSource(IEnumerable<StepRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        _calls = records.GroupBy(r => r.Module, StringComparer.Ordinal)
            .ToImmutableDictionary(g => g.Key, g => g.Select(r => r.ToCall()).ToImmutableArray(), StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (var (module, calls) in _calls.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            foreach (var call in calls)
            {
                text.Append(module).AppendJoin('\t', call.Arguments.OrderBy(a => a.Key, StringComparer.Ordinal).Select(Describe)).Append('\n');
            }
        }

        Name = $"recorded-probes-1({Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..12]})";
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public ModuleCall? CreateProbe(StepRecord step, long seed)
    {
        ArgumentNullException.ThrowIfNull(step);
        return _calls.TryGetValue(step.Module, out var calls) ? calls[(int)((ulong)seed % (ulong)calls.Length)] : null;
    }

    private static string Describe(KeyValuePair<string, Core.Values.ProgramValue> argument) =>
        $"{argument.Key}={(argument.Value is Core.Values.ImageValue image ? image.ContentId : argument.Value.ToString())}";
}
