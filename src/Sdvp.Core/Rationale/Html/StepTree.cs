using System.Collections.Immutable;
using Sdvp.Core.Programs;

namespace Sdvp.Core.Rationale.Html;

/// <summary>The steps of a run, those of composites under them, with what the page needs to know of all of them.</summary>
internal sealed class StepTree
{
    private const int Colours = 6;

    private readonly int _firstOfFallback;
    private readonly ILookup<int, RationaleStep> _children;
    private readonly Dictionary<(int Start, int Length), int> _anchors = [];
    private readonly Dictionary<string, int> _colours = new(StringComparer.Ordinal);

    public StepTree(ImmutableArray<RationaleStep> steps, int maxSteps, int? firstOfFallback)
    {
        Total = steps.Length;
        _firstOfFallback = firstOfFallback ?? int.MaxValue;
        Shown = steps.Length <= maxSteps ? steps : steps[..maxSteps];
        var known = Shown.Select(s => s.Index).ToHashSet();
        // A parent that is not there, or that comes later, as only damaged records have it, must hide no step.
        bool IsChild(RationaleStep step) => step.Parent is { } parent && parent < step.Index && known.Contains(parent);
        Roots = [.. Shown.Where(s => !IsChild(s))];
        _children = Shown.Where(IsChild).ToLookup(s => s.Parent!.Value);
        foreach (var module in Shown.Select(s => s.Module).Distinct(StringComparer.Ordinal))
        {
            _colours.Add(module, _colours.Count % Colours);
        }

        Longest = Shown.Select(s => s.Duration).DefaultIfEmpty().Max();
    }

    public int Total { get; }

    public ImmutableArray<RationaleStep> Shown { get; }

    public ImmutableArray<RationaleStep> Roots { get; }

    public TimeSpan Longest { get; }

    /// <summary>Remembers that the page shows a place of the source under the number of a step.</summary>
    public void Anchor(RationaleStep step) => _anchors.TryAdd(KeyOf(step.Span), step.Index);

    /// <summary>Under which step's number the page shows the place of a step; null where it does not show it.</summary>
    public int? AnchorOf(RationaleStep step) => _anchors.TryGetValue(KeyOf(step.Span), out var index) ? index : null;

    public ImmutableArray<RationaleStep> ChildrenOf(RationaleStep step) => [.. _children[step.Index]];

    /// <summary>Whether the fallback made a step, and not the program.</summary>
    public bool IsOfFallback(RationaleStep step) => step.Index >= _firstOfFallback;

    /// <summary>The style class of a module's colour: the same wherever the page names it.</summary>
    public string ColourOf(string module) => $"m{HtmlBuilder.Number(_colours.GetValueOrDefault(module))}";

    private static (int Start, int Length) KeyOf(SourceSpan span) => (span.Start, span.Length);
}
