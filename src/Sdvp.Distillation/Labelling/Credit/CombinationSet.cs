using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;

namespace Sdvp.Distillation.Labelling.Credit;

/// <summary>The answers that the labelled steps of a run may have, and all their combinations.</summary>
internal sealed class CombinationSet
{
    private readonly ImmutableArray<Slot> _slots;
    private readonly ImmutableArray<int> _slotOfStep;

    private CombinationSet(ImmutableArray<Slot> slots, ImmutableArray<int> slotOfStep)
    {
        _slots = slots;
        _slotOfStep = slotOfStep;
    }

    /// <summary>The combinations; null where even two answers for each step make too many, or no step has two.</summary>
    public static CombinationSet? Create(IReadOnlyList<LabelledStep> steps, CounterfactualCreditOptions options)
    {
        foreach (var mostAnswers in new[] { 4, 2 })
        {
            // Equal calls of a run are one step.
            var keys = steps.Select(s => new CallKey(s.Record.Module, s.Record.Arguments)).ToArray();
            var distinct = keys.Distinct().ToArray();
            ImmutableArray<Slot> slots = [.. distinct.Select(key => Slot.Create(key, steps[Array.IndexOf(keys, key)], options, mostAnswers))];
            if (slots.Aggregate(1.0, (product, slot) => product * slot.Options.Length) <= options.MaxCombinations && slots.All(s => s.Options.Length > 0))
            {
                return new CombinationSet(slots, [.. keys.Select(key => Array.IndexOf(distinct, key))]);
            }
        }

        return null;
    }

    /// <summary>The answers that a step may have, the label's first; empty where its label is not an answer.</summary>
    public ImmutableArray<string> NamesOf(int step) => _slots[_slotOfStep[step]].Names;

    public IEnumerable<Combination> Enumerate()
    {
        var choice = new int[_slots.Length];
        while (true)
        {
            var results = _slots.Select((slot, i) => KeyValuePair.Create(slot.Key, slot.Options[choice[i]].Result)).ToDictionary();
            yield return new Combination(
                results,
                _slots.Select((slot, i) => slot.Options[choice[i]].Weight).Aggregate(1.0, (product, weight) => product * weight),
                [.. _slotOfStep.Select(slot => choice[slot])]);

            var place = 0;
            while (place < choice.Length && ++choice[place] == _slots[place].Options.Length)
            {
                choice[place++] = 0;
            }

            if (place == choice.Length)
            {
                yield break;
            }
        }
    }

    /// <summary>What one step may have given; the label's answer first.</summary>
    private sealed record Slot(CallKey Key, ImmutableArray<(ModuleResult Result, double Weight)> Options, ImmutableArray<string> Names)
    {
        private const double Negligible = 0.01;

        public static Slot Create(CallKey key, LabelledStep step, CounterfactualCreditOptions options, int mostAnswers)
        {
            var (record, label) = (step.Record, step.Label);
            var own = ModuleResult.FromValue(record.Value!) with { Distribution = record.Distribution, Proposals = record.Proposals };
            if (LabelResult.Of(label, record, options.RegionThreshold) is not { } labelled)
            {
                return new Slot(key, [(own, 1)], []);
            }

            if (label.Answers is not { } answers)
            {
                return labelled.Value!.Equals(own.Value)
                    ? new Slot(key, [(labelled, 1)], [])
                    : new Slot(key, [(labelled, options.LabelShare), (own, 1 - options.LabelShare)], []);
            }

            // The label's answers and the student's, each with what both give it. A student that gave no distribution is taken to be sure of its answer; a list of
            // numbers is no answer, so that the label alone says what is possible.
            var recorded = record.Distribution ?? (record.Value is ListValue ? answers : AnswerDistribution.Certain(AnswerNormalizer.ToText(record.Value!)));
            var names = answers.Answers.Take(2).Concat(recorded.Answers.Take(2)).Where(a => a.Value > Negligible).Select(a => a.Key)
                .Prepend(answers.Top).Distinct(StringComparer.Ordinal).Take(mostAnswers);
            var possible = names
                .Select(name => (Name: name, Result: LabelResult.OfAnswer(name, null, record)!, Weight: (options.LabelShare * answers.ProbabilityOf(name)) + ((1 - options.LabelShare) * recorded.ProbabilityOf(name))))
                .Where(option => option.Result is not null)
                .ToArray();
            return new Slot(key, [.. possible.Select(o => (o.Result, o.Weight))], [.. possible.Select(o => o.Name)]);
        }
    }
}
