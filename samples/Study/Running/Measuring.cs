using Sdvp.Core.Execution;
using Sdvp.Core.Recording;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;
using Sdvp.Distillation.Evaluation;
using Sdvp.Samples.Study.Results;
using Sdvp.Samples.Study.World;

namespace Sdvp.Samples.Study.Running;

/// <summary>Runs programs with the modules that are registered, and compares.</summary>
internal static class Measuring
{
    public static async Task<ColumnOutcome> MeasureAsync(IProgramRunner runner, TestSet test, CancellationToken cancellationToken)
    {
        var (right, steps) = (0, 0);
        var evaluation = await new ProgramEvaluator(runner).EvaluateAsync(test.Examples, OnRun, cancellationToken);
        return new ColumnOutcome(string.Concat(evaluation.Outcomes.Select(o => o.IsCorrect ? '1' : '0')), right, steps);

        void OnRun(TaskExample example, ProgramRun run)
        {
            foreach (var record in run.Records)
            {
                if (test.GoldOf?.Invoke(record) is { } gold)
                {
                    steps++;
                    right += record.Value is TextValue answer && AnswerNormalizer.Default.AreEqual(answer.Text, gold) ? 1 : 0;
                }
            }
        }
    }

    /// <summary>Asks the teacher the task's own questions, without any program.</summary>
    public static async Task<ColumnOutcome> AskTeacherAsync(StudyTask task, CancellationToken cancellationToken)
    {
        var examples = task.Test.Examples;
        var outcomes = new char[examples.Length];
        foreach (var batch in Enumerable.Range(0, examples.Length).Chunk(128))
        {
            var answers = await task.Teacher.AnswerAsync([.. batch.Select(i => ToQuery(examples[i]))], cancellationToken);
            for (var i = 0; i < batch.Length; i++)
            {
                // Teachers of statements say true or false, where programs say yes or no.
                var answer = answers[i].Distribution.Top switch { "true" => "yes", "false" => "no", var other => other };
                outcomes[batch[i]] = answers[i].Distribution.Confidence > 0 && AnswerNormalizer.Default.AreEqual(answer, examples[batch[i]].Answer!) ? '1' : '0';
            }
        }

        return new ColumnOutcome(new string(outcomes));
    }

    public static async Task<List<StepRecord>> RecordAsync(IProgramRunner runner, IEnumerable<TaskExample> examples, CancellationToken cancellationToken)
    {
        var records = new List<StepRecord>();
        await foreach (var run in runner.RunAsync(examples.Select(e => new ProgramRequest(e.Id, e.Program, e.Inputs)), cancellationToken))
        {
            records.AddRange(run.Records);
        }

        return records;
    }

    private static TeacherQuery ToQuery(TaskExample example) => new(
        [.. (example.Inputs.ContainsKey("LEFT") ? (string[])["LEFT", "RIGHT"] : ["IMAGE"]).Select(name => (ImageValue)example.Inputs[name])], example.Question);
}
