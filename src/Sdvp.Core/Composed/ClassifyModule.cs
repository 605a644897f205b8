using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Core.Composed;

/// <summary>
/// CLASSIFY: each object gets the category that fits it best, and of each category the object remains that fits it best; the class score is the matcher's
/// logit to one decimal. A single category competes with <c>other</c>. Best class score first; of equal ones the category that is named first.
/// </summary>
internal sealed class ClassifyModule(ModuleSource matcher) : MatchingModule(StandardSignatures.Classification(), "classify/1", matcher)
{
    private const string Other = "other";

    protected override MatchJob Prepare(ModuleCall call)
    {
        var categories = call.Get<ListValue>("categories").Items;
        ImmutableArray<string> names =
        [
            .. categories.Select(c => c is TextValue { Text: var text } ? text : throw new ArgumentException($"A category is {c.Type}; CLASSIFY takes a list of Text.")),
        ];
        return names.IsEmpty
            ? throw new ArgumentException("The list of categories is empty; CLASSIFY takes at least one.")
            : MatchJob.Create(call.Get<ImageValue>("image"), call.Get<RegionsValue>("object").Regions, names.Length == 1 ? names.Add(Other) : names);
    }

    protected override ModuleResult Answer(ModuleCall call, MatchJob job)
    {
        var classified = new List<(Region Region, int Category)>(job.Logits.Length);
        for (var i = 0; i < job.Logits.Length; i++)
        {
            var category = job.Logits[i].AsSpan().IndexOf(job.Logits[i].Max());
            var score = Math.Round(job.Logits[i][category], 1, MidpointRounding.ToEven);
            classified.Add((job.Objects[i] with { Class = job.Names[category], ClassScore = score }, job.Names.IndexOf(job.Names[category])));
        }

        ImmutableArray<Region> best =
        [
            .. classified
                .OrderByDescending(c => c.Region.ClassScore)
                .ThenBy(c => c.Category)
                .DistinctBy(c => c.Category)
                .Select(c => c.Region),
        ];
        return ModuleResult.FromValue(new RegionsValue(best)) with { Proposals = job.Pairs() };
    }
}
