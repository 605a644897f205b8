using System.Collections.Immutable;
using Sdvp.Samples.Study.Results;
using Sdvp.Samples.Study.Running;

namespace Sdvp.Samples.Study.Plan;

/// <summary>What the study measures, in the order of printing.</summary>
internal static class StudyPlan
{
    private static readonly ImmutableArray<(string Row, LabelRule Rule)> LabelRules =
    [
        ("all labels", LabelRule.All), ("confidence", LabelRule.Confidence), ("right runs", LabelRule.RightRuns), ("credit", LabelRule.Credit),
        ("credit that corrects", LabelRule.Revised), (Rows.CreditAndConfidence, LabelRule.CreditAndConfidence),
    ];

    private static readonly ImmutableArray<double> NoiseShares = [0, 0.2, 0.3, 0.4];

    /// <summary>Framework by seed; those with the most to do come first, so that none is left alone at the end.</summary>
    public static ImmutableArray<GroupName> GroupsOf(StudyScale scale) =>
    [
        .. Enumerable.Range(1, scale.Seeds).SelectMany(seed => new[] { new GroupName(Languages.VisProg, seed), new GroupName(Languages.Viper, seed) })
            .OrderByDescending(g => g.Framework == Languages.VisProg && g.Seed <= scale.AblationSeeds),
    ];

    /// <summary>The cells of one framework under one seed.</summary>
    public static ImmutableArray<CellPlan> CellsOf(GroupName group, StudyScale scale, bool quick)
    {
        var cells = new List<CellPlan>(MainTable(isWhole: !quick && group.Seed <= scale.SecondarySeeds, quick));
        if (group.Framework == Languages.VisProg && group.Seed <= scale.AblationSeeds)
        {
            cells.AddRange(quick ? QuickAblations() : [.. Curve(), .. Ablations()]);
        }
        else
        {
            // What labels are worth costs seconds, what is learned from them minutes.
            cells.AddRange(Noise(NoiseShares).Select(cell => cell with { IsLabelsOnly = true }));
        }

        cells.Add(new CellPlan(Sections.Transfer, Rows.DistilledOn(group.Framework), null, new Lesson(Recipes.Best)));
        return [.. cells];
    }

    private static IEnumerable<CellPlan> MainTable(bool isWhole, bool quick)
    {
        yield return new CellPlan(Sections.Main, Rows.Before, null, null);
        yield return new CellPlan(Sections.Main, Rows.TeacherAlone, null, null);
        yield return new CellPlan(Sections.Main, Rows.TeacherDirect, null, null);
        yield return Learned(Rows.Naive, Recipes.Naive);
        foreach (var (row, strength, _, make) in Recipes.Strategies.Where(s => isWhole || (quick && s.Row is "replay" or "weight interpolation")))
        {
            if (row != Rows.Stepwise)
            {
                yield return Learned(row, make(strength));
            }
        }

        yield return Learned(Rows.Stepwise, Recipes.Stepwise);
        yield return Learned(Rows.Best, Recipes.Best);
        if (isWhole || quick)
        {
            yield return new CellPlan(Sections.Main, Rows.Joint, null, new Lesson(Recipes.Stepwise) { Order = TaskOrder.Joint });
        }
    }

    private static IEnumerable<CellPlan> Curve() => Recipes.Strategies.SelectMany(
        s => s.Others.Append(s.Strength).Order().Select(strength => new CellPlan(Sections.Curve, s.Row, strength, new Lesson(s.Make(strength)))));

    private static IEnumerable<CellPlan> Ablations()
    {
        var stepwise = new Lesson(Recipes.Stepwise);
        foreach (var share in (double[])[0.25, 0.5, 1])
        {
            yield return new CellPlan(Sections.Data, Rows.Stepwise, share, stepwise with { DataShare = share });
        }

        foreach (var (row, students) in new[] { ("VQA", Students.Vqa), ("LOC", Students.Loc), ("both", Students.Both) })
        {
            yield return new CellPlan(Sections.Modules, row, null, stepwise with { Students = students });
        }

        foreach (var (row, rule) in LabelRules)
        {
            yield return new CellPlan(Sections.Filters, row, null, stepwise with { Labels = rule });
        }

        foreach (var lambda in (double[])[0.5, 2, 8])
        {
            yield return new CellPlan(Sections.Lambda, Rows.Stepwise, lambda, new Lesson(Recipes.Stepwise with { Lambda = lambda }));
        }

        foreach (var temperature in (double[])[1, 2, 4])
        {
            yield return new CellPlan(Sections.Temperature, Rows.Stepwise, temperature, new Lesson(Recipes.Stepwise with { Temperature = temperature }));
        }

        yield return new CellPlan(Sections.Order, "A then B", null, stepwise);
        yield return new CellPlan(Sections.Order, "B then A", null, stepwise with { Order = TaskOrder.BThenA });
        foreach (var cell in Noise(NoiseShares))
        {
            yield return cell;
        }

        yield return new CellPlan(Sections.Probes, "all traffic", null, stepwise);
        yield return new CellPlan(Sections.Probes, "traffic without the unseen families", null, new Lesson(Recipes.Stepwise with { Probes = ProbeKind.TrafficWithoutUnseen }));
        yield return new CellPlan(Sections.Probes, "questions about the task's images", null, new Lesson(Recipes.Stepwise with { Probes = ProbeKind.Questions }));
        yield return new CellPlan(Sections.Rounds, "1 round", null, stepwise);
        yield return new CellPlan(Sections.Rounds, "2 rounds", null, new Lesson(Recipes.Stepwise with { Epochs = 1, Rounds = 2 }));
    }

    /// <summary>What shows in a few minutes that everything works.</summary>
    private static IEnumerable<CellPlan> QuickAblations() => Noise([0.3]);

    private static IEnumerable<CellPlan> Noise(IEnumerable<double> shares)
    {
        foreach (var share in shares)
        {
            foreach (var (row, rule) in LabelRules.Where(r => r.Rule is LabelRule.All or LabelRule.CreditAndConfidence))
            {
                yield return new CellPlan(Sections.Noise, row, share, new Lesson(Recipes.Stepwise) { Noise = share, Labels = rule });
            }
        }
    }

    private static CellPlan Learned(string row, Recipe recipe) => new(Sections.Main, row, null, new Lesson(recipe));
}
