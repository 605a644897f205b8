using System.Collections.Immutable;

namespace Sdvp.Samples.Study.World.Folders;

/// <summary>Counts what is left out of a split, by cause.</summary>
internal sealed class LeftOutCounter(string split)
{
    private readonly SortedDictionary<string, (int Count, string First)> _causes = new(StringComparer.Ordinal);

    public void Add(string cause, string message) =>
        _causes[cause] = _causes.TryGetValue(cause, out var known) ? (known.Count + 1, known.First) : (1, message);

    public ImmutableArray<LeftOut> ToArray() => [.. _causes.Select(c => new LeftOut(split, c.Key, c.Value.Count, c.Value.First))];
}
