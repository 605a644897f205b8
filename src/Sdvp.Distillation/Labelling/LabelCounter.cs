using System.Collections.Immutable;
using Sdvp.Core.Teaching;

namespace Sdvp.Distillation.Labelling;

/// <summary>Counts steps, labels and abstentions by module.</summary>
internal sealed class LabelCounter
{
    private readonly SortedDictionary<string, (int Steps, int Labelled, SortedDictionary<string, int> Abstentions)> _modules = new(StringComparer.Ordinal);

    public LabelCounter(IEnumerable<string> modules)
    {
        foreach (var module in modules)
        {
            _modules.Add(module, (0, 0, new SortedDictionary<string, int>(StringComparer.Ordinal)));
        }
    }

    public ImmutableArray<ModuleLabelCounts> Counts =>
        [.. _modules.Select(m => new ModuleLabelCounts(m.Key, m.Value.Steps, m.Value.Labelled, m.Value.Abstentions.ToImmutableSortedDictionary(StringComparer.Ordinal)))];

    public void Step(string module)
    {
        var counts = _modules[module];
        _modules[module] = counts with { Steps = counts.Steps + 1 };
    }

    public void Label(string module)
    {
        var counts = _modules[module];
        _modules[module] = counts with { Labelled = counts.Labelled + 1 };
    }

    public void Abstain(string module, Abstention abstention)
    {
        var codes = _modules[module].Abstentions;
        codes[abstention.Code] = codes.GetValueOrDefault(abstention.Code) + 1;
    }
}
