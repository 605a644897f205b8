using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Recording;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;

namespace Sdvp.Distillation.Labelling.Credit;

/// <summary>A label as the result that its module would have given.</summary>
internal static class LabelResult
{
    /// <summary>The result; null where the module's results are of a kind that labels do not say.</summary>
    public static ModuleResult? Of(StepLabel label, StepRecord record, double regionThreshold) =>
        label.Answers is { } answers ? OfAnswer(answers.Top, answers, record) : OfRegions(label, record, regionThreshold);

    public static ModuleResult? OfAnswer(string answer, AnswerDistribution? distribution, StepRecord record) => record.Value switch
    {
        TextValue => ModuleResult.FromValue(new TextValue(answer)) with { Distribution = distribution },
        BooleanValue => OfTruth(AnswerNormalizer.Default.Normalize(answer), distribution),
        ListValue list => OfList(list, answer, distribution, record),
        _ => null,
    };

    private static ModuleResult? OfTruth(string answer, AnswerDistribution? distribution) =>
        answer is "yes" or "no" ? ModuleResult.FromValue(new BooleanValue(answer == "yes")) with { Distribution = distribution } : null;

    private static ModuleResult? OfRegions(StepLabel label, StepRecord record, double threshold)
    {
        if (record.Value is not RegionsValue)
        {
            return null;
        }

        var name = record.Arguments.Values.OfType<TextValue>().FirstOrDefault()?.Text;
        ImmutableArray<Region> regions = [.. label.Regions.Select(r => new Region(r.Box, r.Probability, name)).OrderByDescending(r => r.Score)];
        return ModuleResult.FromValue(new RegionsValue([.. regions.Where(r => r.Score >= threshold)])) with { Proposals = regions };
    }

    // A matching step gives one number for each text; the label's texts get their log-probabilities, the others that of next to nothing.
    private static ModuleResult? OfList(ListValue list, string answer, AnswerDistribution? distribution, StepRecord record)
    {
        var texts = record.Arguments.Values.OfType<ListValue>().FirstOrDefault(l => l.Items.Length == list.Items.Length && l.Items.All(i => i is TextValue));
        var known = distribution ?? AnswerDistribution.Certain(answer);
        if (texts is null)
        {
            return null;
        }

        var numbers = texts.Items.Cast<TextValue>().Select(t => t.Text == answer ? Math.Max(known.Confidence, 0.5) : known.ProbabilityOf(t.Text))
            .Select(p => new NumberValue(Math.Log(Math.Max(p, 1e-6))));
        return ModuleResult.FromValue(new ListValue([.. numbers])) with { Distribution = distribution };
    }
}
