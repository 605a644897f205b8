using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.VisProg.Execution;

/// <summary>The variables that one step reads, as they are at that step. They are few: looking for one compares names.</summary>
internal sealed class StepVariables(ImmutableArray<VariableSlot> reads, ProgramValue?[] slots) : IReadOnlyDictionary<string, ProgramValue>
{
    public int Count => reads.Length;

    public IEnumerable<string> Keys => reads.Select(read => read.Name);

    public IEnumerable<ProgramValue> Values => reads.Select(read => slots[read.Slot]!);

    public ProgramValue this[string key] =>
        TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"The step does not read the variable {key}; it reads: {string.Join(", ", Keys)}.");

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out ProgramValue value)
    {
        foreach (var read in reads.AsSpan())
        {
            if (string.Equals(read.Name, key, StringComparison.Ordinal))
            {
                value = slots[read.Slot]!;
                return true;
            }
        }

        value = null;
        return false;
    }

    public IEnumerator<KeyValuePair<string, ProgramValue>> GetEnumerator() =>
        reads.Select(read => KeyValuePair.Create(read.Name, slots[read.Slot]!)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
