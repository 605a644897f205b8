using System.Collections.Immutable;
using System.Globalization;
using Sdvp.Core.Execution;
using Sdvp.Core.Recording;
using Sdvp.Core.Teaching;
using Sdvp.Core.Teaching.Adapters;

namespace Sdvp.Distillation.Labelling;

/// <summary>
/// Labels the steps of runs: each step of a module with an adapter is put in the teacher's terms, the teacher is asked (each
/// different query once, those in the cache not at all), and the answers become the step's label. Thread-safe.
/// </summary>
public sealed class StepLabeller
{
    private readonly ImmutableDictionary<string, IStepAdapter> _adapters;
    private readonly QueryAnswerer _answerer;
    private readonly StepLabellerOptions _options;

    /// <summary>Initialises a labeller.</summary>
    /// <param name="teacher">The task's expert.</param>
    /// <param name="adapters">One adapter for each module whose steps are labelled.</param>
    /// <param name="cache">Answers that need not be asked for; new ones are added. Null for none. Stays the caller's.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentException">There is no adapter, or a module has two.</exception>
    public StepLabeller(ITeacher teacher, ImmutableArray<IStepAdapter> adapters, TeacherCache? cache = null, StepLabellerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        if (adapters.IsDefaultOrEmpty)
        {
            throw new ArgumentException("Labelling needs at least one adapter.", nameof(adapters));
        }

        if (adapters.GroupBy(a => a.Module, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException(
                $"The module {twice.Key} has {twice.Count()} adapters ({string.Join(", ", twice.Select(a => a.Name))}); expected is one.", nameof(adapters));
        }

        _adapters = adapters.ToImmutableDictionary(a => a.Module, StringComparer.Ordinal);
        _options = options ?? new StepLabellerOptions();
        _answerer = new QueryAnswerer(teacher, cache, _options);
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.TeacherBatchSize, 1, nameof(options));
        if (!(_options.Filters.MinConfidence is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(options), _options.Filters.MinConfidence, "The least confidence lies between 0 and 1.");
        }
    }

    /// <summary>Labels the steps of runs. Failed runs are counted and skipped.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="examples">The examples that they belong to; the id of a run is that of its example.</param>
    /// <param name="progress">Told how many teacher queries are answered. Null for none.</param>
    /// <param name="cancellationToken">Stops before the next batch of the teacher; answers so far stay in the cache.</param>
    /// <returns>The labelled steps and the counts.</returns>
    /// <exception cref="ArgumentException">A run belongs to no example.</exception>
    /// <exception cref="InvalidOperationException">The teacher gave another number of answers than it was asked for. This and what the teacher throws ends the labelling,
    /// unless <see cref="StepLabellerOptions.SkipTeacherFailures"/> is set.</exception>
    public async Task<LabelledSteps> LabelAsync(
        IReadOnlyList<ProgramRun> runs,
        IReadOnlyList<TaskExample> examples,
        IProgress<(int Done, int Total)>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(examples);
        var counter = new LabelCounter(_adapters.Keys);
        var questions = Ask(runs, examples, counter, cancellationToken);
        var answers = await _answerer.AnswerAsync(questions.SelectMany(q => q.QueryIds.Zip(q.Queries)), progress, cancellationToken).ConfigureAwait(false);
        var labelled = ImmutableArray.CreateBuilder<LabelledStep>(questions.Count);
        foreach (var question in questions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (question.QueryIds.FirstOrDefault(answers.Failures.ContainsKey) is { } failed)
            {
                counter.Abstain(question.Record.Module, new Abstention(AbstentionCodes.TeacherFailed, answers.Failures[failed]));
                continue;
            }

            ImmutableArray<TeacherAnswer> given = [.. question.QueryIds.Select(id => Calibrate(answers.Answers[id]))];
            var label = _adapters[question.Record.Module].ToStudent(question.Record, question.Example, given);
            if (label.HasValue)
            {
                labelled.Add(new LabelledStep(question.Record, question.Example, label.Value));
            }
            else
            {
                counter.Abstain(question.Record.Module, label.Abstention);
            }
        }

        var credited = await KeepCreditedAsync(labelled.ToImmutable(), runs, counter, cancellationToken).ConfigureAwait(false);
        var kept = KeepSure(credited, counter);
        return new LabelledSteps(kept, new LabellingSummary
        {
            Runs = runs.Count,
            FailedRuns = runs.Count(r => !Succeeded(r)),
            Queries = answers.Answers.Count + answers.Failures.Count,
            CachedQueries = answers.Cached,
            FailedQueries = answers.Failures.Count,
            Modules = counter.Counts,
        })
        {
            TeacherFailures = answers.Failures.ToImmutableDictionary(StringComparer.Ordinal),
        };
    }

    /// <summary>The steps of a program that gave no result are no good lessons, whatever a fallback answered in its place.</summary>
    private static bool Succeeded(ProgramRun run) => run.Error is null && run.Fallback is null;

    private List<StepQuestion> Ask(IReadOnlyList<ProgramRun> runs, IReadOnlyList<TaskExample> examples, LabelCounter counter, CancellationToken cancellationToken)
    {
        var byId = examples.ToDictionary(e => e.Id, StringComparer.Ordinal);
        var questions = new List<StepQuestion>();
        foreach (var run in runs.Where(Succeeded))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!byId.TryGetValue(run.Id, out var example))
            {
                throw new ArgumentException($"The run {run.Id} belongs to no example; a run's id is its example's id.", nameof(runs));
            }

            var refusal = Refuse(run, example);
            foreach (var record in run.Records.Where(r => _adapters.ContainsKey(r.Module)))
            {
                counter.Step(record.Module);
                var queries = refusal is null ? _adapters[record.Module].ToTeacher(record, example) : refusal;
                if (queries.HasValue)
                {
                    questions.Add(new StepQuestion(record, example, queries.Value));
                }
                else
                {
                    counter.Abstain(record.Module, queries.Abstention);
                }
            }
        }

        return questions;
    }

    private Abstention? Refuse(ProgramRun run, TaskExample example)
    {
        var requiresCorrect = _options.RequireCorrectAnswer || _options.Filters.RequireCorrectAnswer;
        if (!requiresCorrect && _options.Filters.Credit is null)
        {
            return null;
        }

        if (example.Answer is null)
        {
            return new Abstention("unknown-final-answer", $"The answer of {example.Id} is not known.");
        }

        return !requiresCorrect || AnswerAgreement.Agrees(run.Value, example.Answer)
            ? null
            : new Abstention("wrong-final-answer", $"The program of {example.Id} gave {run.Value}, expected is {example.Answer}.");
    }

    private TeacherAnswer Calibrate(TeacherAnswer answer) =>
        _options.Filters.Calibration is { } calibration ? new TeacherAnswer(calibration.Apply(answer.Distribution)) : answer;

    /// <summary>Comes after credit, which may have changed how sure a label is.</summary>
    private ImmutableArray<LabelledStep> KeepSure(ImmutableArray<LabelledStep> steps, LabelCounter counter)
    {
        var kept = ImmutableArray.CreateBuilder<LabelledStep>(steps.Length);
        foreach (var step in steps)
        {
            if (step.Label.Answers is { } answers && answers.Confidence < _options.Filters.MinConfidence)
            {
                counter.Abstain(step.Record.Module, SureLabel.Unsure(answers, _options.Filters.MinConfidence));
            }
            else
            {
                counter.Label(step.Record.Module);
                kept.Add(step);
            }
        }

        return kept.ToImmutable();
    }

    private async Task<ImmutableArray<LabelledStep>> KeepCreditedAsync(
        ImmutableArray<LabelledStep> steps, IReadOnlyList<ProgramRun> runs, LabelCounter counter, CancellationToken cancellationToken)
    {
        if (_options.Filters.Credit is not { } judge)
        {
            return steps;
        }

        var kept = ImmutableArray.CreateBuilder<LabelledStep>(steps.Length);
        var byRun = steps.GroupBy(s => s.Record.RunId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
        foreach (var run in runs)
        {
            if (!byRun.Remove(run.Id, out var own))
            {
                continue;
            }

            foreach (var credit in await judge.AssessAsync(run, own, cancellationToken).ConfigureAwait(false))
            {
                if (credit.Credit >= judge.MinCredit)
                {
                    kept.Add(credit.Step);
                }
                else
                {
                    counter.Abstain(credit.Step.Record.Module, new Abstention("no-credit", string.Create(
                        CultureInfo.InvariantCulture, $"With the label the program gives {credit.FinalAnswer?.ToString() ?? credit.Failure}; its credit is {credit.Credit:0.###}.")));
                }
            }
        }

        return kept.ToImmutable();
    }

    private sealed record StepQuestion(StepRecord Record, TaskExample Example, IReadOnlyList<TeacherQuery> Queries)
    {
        public ImmutableArray<string> QueryIds { get; } = [.. Queries.Select(q => q.ComputeContentId())];
    }
}
