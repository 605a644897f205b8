using System.Globalization;

namespace Sdvp.Samples.Study.World.Folders;

/// <summary>Counts questions by family.</summary>
internal sealed class FamilyCounter
{
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public void Add(string? family) => _counts[family ?? "(none)"] = _counts.GetValueOrDefault(family ?? "(none)") + 1;

    public bool Has(string family) => _counts.ContainsKey(family);

    public override string ToString() => _counts.Count == 0
        ? "It has no questions that can be read"
        : $"Its families are {string.Join(", ", _counts.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key} ({c.Value})")))}";
}
