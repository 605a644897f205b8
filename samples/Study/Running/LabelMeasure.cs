using Sdvp.Core.Execution;
using Sdvp.Core.Teaching;
using Sdvp.Distillation.Labelling;
using Sdvp.Samples.Study.Results;
using Sdvp.Samples.Study.World;

namespace Sdvp.Samples.Study.Running;

/// <summary>What a task's labels are worth under a rule, against the gold answers of the training steps.</summary>
internal static class LabelMeasure
{
    /// <summary>Examples that are measured; counterfactual credit runs each program many times.</summary>
    private const int Examples = 400;

    public static async Task<LabelCounts> MeasureAsync(
        IProgramRunner runner, StudyTask task, ITeacher teacher, LabelFilters filters, CancellationToken cancellationToken)
    {
        var examples = task.Train.Take(Examples).ToList();
        var runs = new List<ProgramRun>();
        await foreach (var run in runner.RunAsync(examples.Select(e => new ProgramRequest(e.Id, e.Program, e.Inputs)), cancellationToken))
        {
            runs.Add(run);
        }

        var labeller = new StepLabeller(teacher, [task.Adapters.Single(a => a.Module == "VQA")], options: new StepLabellerOptions { Filters = filters });
        var labelled = await labeller.LabelAsync(runs, examples, cancellationToken: cancellationToken);
        var counts = labelled.Summary.Modules.Single();
        var (judged, right) = (0, 0);
        foreach (var step in labelled.Steps)
        {
            if (task.GoldOf?.Invoke(step.Record) is { } gold)
            {
                judged++;
                right += AnswerNormalizer.Default.AreEqual(step.Label.Answers!.Top, gold) ? 1 : 0;
            }
        }

        return new LabelCounts(counts.Steps, counts.Labelled, judged, right);
    }
}
