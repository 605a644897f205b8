using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Sdvp.Core.Recording;
using Sdvp.Core.Values;
using Sdvp.Distillation.Training;
using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Continual;

/// <summary>
/// Calls of earlier tasks with the logits that the modules gave for them at that time, for replay and for elastic weight consolidation. Holds no labels.
/// Immutable and thread-safe; adding gives a new memory.
/// </summary>
public sealed class ReplayMemory
{
    private const int ComputeBatch = 64;

    private readonly ImmutableSortedDictionary<string, ImmutableArray<ReplayEntry>> _entries;

    private ReplayMemory(ImmutableSortedDictionary<string, ImmutableArray<ReplayEntry>> entries)
    {
        _entries = entries;
        Id = ComputeId(entries);
    }

    /// <summary>A memory of nothing.</summary>
    public static ReplayMemory Empty { get; } = new(ImmutableSortedDictionary.Create<string, ImmutableArray<ReplayEntry>>(StringComparer.Ordinal));

    /// <summary>Identity of calls and logits.</summary>
    public string Id { get; }

    /// <summary>Calls of all modules.</summary>
    public int Count => _entries.Values.Sum(e => e.Length);

    /// <summary>The earlier calls of a module.</summary>
    /// <param name="module">The module's name.</param>
    /// <returns>The calls, oldest first; empty where there are none.</returns>
    public ImmutableArray<ReplayEntry> Of(string module) => _entries.GetValueOrDefault(module, []);

    /// <summary>Adds calls of a module with what it gives for them now.</summary>
    /// <param name="module">The module, as it is after the task.</param>
    /// <param name="records">Recorded steps; those of other modules, failed ones and repetitions are passed over.</param>
    /// <param name="capacity">The most calls that are added; chosen by the seed.</param>
    /// <param name="seed">Chooses the calls.</param>
    /// <param name="gate">Lets one piece of work at a time use the device; null where nothing else uses it meanwhile.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A new memory.</returns>
    public ReplayMemory Add(
        ITrainableModule module, IEnumerable<StepRecord> records, int capacity, long seed, DeviceGate? gate = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(records);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        var name = module.Signature.Name;
        var calls = records.Where(r => r.Module == name && r.Error is null).DistinctBy(r => Describe(name, r.Arguments), StringComparer.Ordinal).ToArray();
        var chosen = SeededOrder.Shuffle(calls.Length, SeededOrder.Mix(seed, 13)).Take(capacity).Order().Select(i => calls[i].ToCall()).ToArray();
        using var student = module.CreateStudent();
        NetworkState.Freeze(student.Network);
        var added = ImmutableArray.CreateBuilder<ReplayEntry>(chosen.Length);
        foreach (var batch in chosen.Chunk(ComputeBatch))
        {
            var scores = (gate ?? new DeviceGate(CPU)).Run(() => Compute(student, [.. batch.Select(student.Prepare)]), cancellationToken);
            added.AddRange(batch.Select((call, i) => new ReplayEntry(call, scores[i])));
        }

        return new ReplayMemory(_entries.SetItem(name, Of(name).AddRange(added)));
    }

    private static float[][] Compute(IStudent student, StudentInput[] inputs)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        Tensor scores;
        switch (student.Forward(inputs))
        {
            case AnswerLogits answers:
                scores = answers.Logits;
                break;
            case CandidateLogits candidates:
                scores = candidates.Logits;
                break;
            case RegionLogits regions:
                scores = regions.Scores;
                break;
            default:
                return [.. inputs.Select(_ => Array.Empty<float>())];
        }

        var flat = scores.cpu().contiguous();
        return [.. flat.data<float>().ToArray().Chunk((int)flat.shape[1])];
    }

    private static string ComputeId(ImmutableSortedDictionary<string, ImmutableArray<ReplayEntry>> entries)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (module, list) in entries)
        {
            foreach (var entry in list)
            {
                hash.AppendData(Encoding.UTF8.GetBytes(Describe(module, entry.Call.Arguments)));
                hash.AppendData(MemoryMarshal.AsBytes(entry.Scores.AsSpan()));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }

    private static string Describe(string module, ImmutableDictionary<string, ProgramValue> arguments) =>
        $"{module}\t{string.Join('\t', arguments.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Key}={Describe(a.Value)}"))}\n";

    private static string Describe(ProgramValue value) => value switch
    {
        ImageValue image => image.ContentId,
        ListValue list => $"[{string.Join(", ", list.Items.Select(Describe))}]",
        _ => value.ToString() ?? "",
    };
}
