using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Values;

namespace Sdvp.Core.Composed;

/// <summary>
/// SELECT: for each name of a query the objects that carry it as their label, or the one object that the matcher finds most like it. Without a category
/// labels come first (the name, <c>name-merged</c>, <c>name-other-merged</c>: all objects of the first that exists); with one, only objects of that
/// category are candidates, where there are any, and the matcher decides.
/// </summary>
internal sealed class SelectModule(ModuleSource matcher, VisProgCompatibility compatibility)
    : MatchingModule(StandardSignatures.Selection(), Algorithm(compatibility), matcher)
{
    private readonly StringComparison _case = compatibility.SubstringCategories ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    protected override MatchJob Prepare(ModuleCall call)
    {
        var (image, objects, names) = Read(call);
        var category = Category(call);
        if (category is null)
        {
            ImmutableArray<string> unmatched = [.. names.Where(name => Labelled(objects, name).IsEmpty)];
            var asksNothing = compatibility.DropUnmatchedQueries && unmatched.Length < names.Length;
            return MatchJob.Create(image, objects, asksNothing ? [] : unmatched);
        }

        ImmutableArray<Region> fitting = [.. objects.Where(o => o.Label is not null && FitsCategory(o.Label, category))];
        return MatchJob.Create(image, fitting.IsEmpty ? objects : fitting, names);
    }

    protected override ModuleResult Answer(ModuleCall call, MatchJob job)
    {
        var (_, objects, names) = Read(call);
        var isByLabel = Category(call) is null;
        var selected = ImmutableArray.CreateBuilder<Region>();
        foreach (var name in names)
        {
            var labelled = isByLabel ? Labelled(objects, name) : [];
            if (labelled.IsEmpty && Best(job, name) is { } best)
            {
                selected.Add(best);
            }

            selected.AddRange(labelled);
        }

        return ModuleResult.FromValue(new RegionsValue(selected.ToImmutable())) with { Proposals = job.Pairs() };
    }

    private static Region? Best(MatchJob job, string name)
    {
        var column = job.Names.IndexOf(name);
        if (column < 0 || job.Logits.Length == 0)
        {
            return null;
        }

        var best = 0;
        for (var i = 1; i < job.Logits.Length; i++)
        {
            best = job.Logits[i][column] > job.Logits[best][column] ? i : best;
        }

        return job.Objects[best];
    }

    private ImmutableArray<Region> Labelled(ImmutableArray<Region> objects, string name)
    {
        var lower = name.ToLowerInvariant();
        foreach (var label in new[] { lower, $"{lower}-merged", $"{lower}-other-merged" })
        {
            ImmutableArray<Region> matches = [.. objects.Where(o => label.Equals(o.Label, _case))];
            if (!matches.IsEmpty)
            {
                return matches;
            }
        }

        return [];
    }

    private bool FitsCategory(string label, string category) => compatibility.SubstringCategories
        ? category.Contains(label, StringComparison.Ordinal)
        : category.Split(',', StringSplitOptions.TrimEntries).Any(c =>
            label.Equals(c, _case) || label.Equals($"{c}-merged", _case) || label.Equals($"{c}-other-merged", _case));

    private (ImageValue Image, ImmutableArray<Region> Objects, ImmutableArray<string> Names) Read(ModuleCall call)
    {
        var query = call.Get<TextValue>("query").Text;
        ImmutableArray<string> names = compatibility.UntrimmedQueries
            ? [.. query.Split(',')]
            : [.. query.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        return names.IsEmpty
            ? throw new ArgumentException($"The query '{query}' names nothing; it takes names separated by commas.")
            : (call.Get<ImageValue>("image"), call.Get<RegionsValue>("object").Regions, names);
    }

    private static string? Category(ModuleCall call) =>
        call.Arguments.TryGetValue("category", out var value) && value is not NoneValue ? call.Get<TextValue>("category").Text : null;

    private static string Algorithm(VisProgCompatibility compatibility) =>
        $"select/1{(compatibility.SubstringCategories ? " substring" : "")}{(compatibility.DropUnmatchedQueries ? " drop" : "")}{(compatibility.UntrimmedQueries ? " untrimmed" : "")}";
}
