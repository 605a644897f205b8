using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;

namespace Sdvp.Distillation.Labelling.Credit;

/// <summary>
/// Judges labels by what they do to the program's final answer: the label's answer is put in at its step, and the rest of the program is executed again. Steps
/// whose arguments do not change are answered from the record, without a model; a step that a changed value leads to for the first time calls its module, once.
/// Equal calls of one run are one step: what is put in for one is put in for all. With <see cref="CreditRule.Revising"/> it also says what the label should have been.
/// Thread-safe.
/// </summary>
public sealed class CounterfactualCredit
{
    private readonly ImmutableDictionary<string, IProgramLanguage> _languages;
    private readonly IModuleRegistry _registry;
    private readonly CounterfactualCreditOptions _options;

    /// <summary>Initialises the judge.</summary>
    /// <param name="languages">The languages of the programs, each name once.</param>
    /// <param name="registry">The modules for steps that were not recorded; those with which the runs were made.</param>
    /// <param name="options">How to judge. Default: <see cref="CounterfactualCreditOptions"/> as they are.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its range.</exception>
    public CounterfactualCredit(IEnumerable<IProgramLanguage> languages, IModuleRegistry registry, CounterfactualCreditOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(languages);
        ArgumentNullException.ThrowIfNull(registry);
        _languages = languages.ToImmutableDictionary(l => l.Name, StringComparer.Ordinal);
        _registry = registry;
        _options = options ?? new CounterfactualCreditOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaxCombinations, 2, nameof(options));
        if (!(_options.MinCredit is > 0 and <= 1) || !(_options.LabelShare is >= 0 and <= 1) || !(_options.RegionThreshold is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options, "Credit, share and threshold lie between 0 and 1, and the least credit above 0.");
        }
    }

    /// <summary>The least credit of a label that is kept.</summary>
    public double MinCredit => _options.MinCredit;

    /// <summary>Identity of the rule; part of what a resumed distillation checks.</summary>
    public string Name => string.Create(
        CultureInfo.InvariantCulture,
        $"credit-2({_options.Rule},≥{_options.MinCredit:R},{_options.MaxCombinations},{_options.LabelShare:R},{_options.RegionThreshold:R})");

    /// <summary>Judges the labels of one run.</summary>
    /// <param name="run">The run; it did not fail.</param>
    /// <param name="steps">Labelled steps of this run, all of the same example, whose answer is known.</param>
    /// <param name="cancellationToken">Stops between executions.</param>
    /// <returns>The credit of each step, in their order. A label that no result of its module can express has credit 0.</returns>
    /// <exception cref="ArgumentException">A step belongs to another run, its example's answer is not known, or the program's language is not.</exception>
    public async Task<ImmutableArray<StepCredit>> AssessAsync(ProgramRun run, IReadOnlyList<LabelledStep> steps, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(steps);
        if (steps.Count == 0)
        {
            return [];
        }

        var example = steps[0].Example;
        if (example.Answer is null || steps.Any(s => s.Record.RunId != run.Id || s.Example.Id != example.Id))
        {
            throw new ArgumentException($"The steps must belong to the run {run.Id} and to one example whose answer is known.", nameof(steps));
        }

        if (!_languages.TryGetValue(example.Program.Language, out var language))
        {
            throw new ArgumentException($"The program of {example.Id} is of the language {example.Program.Language}; known are: {string.Join(", ", _languages.Keys)}.", nameof(run));
        }

        var execution = new CounterfactualExecution(language, example, _registry.Snapshot, run, cancellationToken);
        var single = new StepCredit[steps.Count];
        for (var i = 0; i < single.Length; i++)
        {
            single[i] = await SingleAsync(execution, steps[i]).ConfigureAwait(false);
        }

        return _options.Rule == CreditRule.Single || CombinationSet.Create(steps, _options) is not { } combinations
            ? [.. single]
            : await JointAsync(execution, combinations, single).ConfigureAwait(false);
    }

    private async Task<StepCredit> SingleAsync(CounterfactualExecution execution, LabelledStep step)
    {
        if (LabelResult.Of(step.Label, step.Record, _options.RegionThreshold) is not { } result)
        {
            return new StepCredit(step, 0, null, $"A label of {step.Record.Module} cannot be put into a program.");
        }

        var (value, failure) = await execution.RunAsync(new Dictionary<CallKey, ModuleResult> { [new CallKey(step.Record.Module, step.Record.Arguments)] = result }).ConfigureAwait(false);
        return new StepCredit(step, execution.IsRight(value) ? 1 : 0, value, failure);
    }

    private async Task<ImmutableArray<StepCredit>> JointAsync(CounterfactualExecution execution, CombinationSet combinations, StepCredit[] single)
    {
        var total = 0.0;
        var spoken = single.Select(_ => new Dictionary<int, double>()).ToArray();
        foreach (var combination in combinations.Enumerate())
        {
            var (value, _) = await execution.RunAsync(combination.Results).ConfigureAwait(false);
            if (!execution.IsRight(value))
            {
                continue;
            }

            total += combination.Weight;
            for (var i = 0; i < spoken.Length; i++)
            {
                spoken[i][combination.Answers[i]] = spoken[i].GetValueOrDefault(combination.Answers[i]) + combination.Weight;
            }
        }

        return total > 0
            ? [.. single.Select((credit, i) => Judge(credit, combinations.NamesOf(i), spoken[i].ToDictionary(s => s.Key, s => s.Value / total)))]
            : [.. single.Select(credit => credit with { Credit = 0 })];
    }

    private StepCredit Judge(StepCredit single, ImmutableArray<string> names, Dictionary<int, double> probabilities)
    {
        if (_options.Rule != CreditRule.Revising || names.IsEmpty)
        {
            return single with { Credit = probabilities.GetValueOrDefault(0) };
        }

        // Of two answers that are as probable as each other the label's stands.
        var answers = new AnswerDistribution(probabilities.OrderBy(p => p.Key).Select(p => KeyValuePair.Create(names[p.Key], p.Value)));
        var label = StepLabel.ForAnswers(answers, single.Step.Label.Weight, $"{single.Step.Label.Origin}, revised by {Name}");
        return single with { Credit = answers.Confidence, Step = single.Step with { Label = label } };
    }
}
