using System.Collections.Immutable;
using Sdvp.Core.Execution;
using Sdvp.Core.Programs;
using Sdvp.Core.Teaching;
using Sdvp.Modules.Torch.Native;

namespace Sdvp.Distillation.Evaluation;

/// <summary>Runs the programs of examples and compares their answers with the expected ones. Thread-safe where the runner is.</summary>
public sealed class ProgramEvaluator
{
    private readonly IProgramRunner _runner;
    private readonly AnswerNormalizer _normalizer;

    /// <summary>Initialises the evaluator.</summary>
    /// <param name="runner">Runs the programs.</param>
    /// <param name="normalizer">Decides which answers are the same. Default: <see cref="AnswerNormalizer.Default"/>.</param>
    public ProgramEvaluator(IProgramRunner runner, AnswerNormalizer? normalizer = null)
    {
        ArgumentNullException.ThrowIfNull(runner);
        _runner = runner;
        _normalizer = normalizer ?? AnswerNormalizer.Default;
    }

    /// <summary>Evaluates examples. A failed run is a wrong answer and is counted by its cause; it stops nothing.</summary>
    /// <param name="examples">The examples; read as they are needed.</param>
    /// <param name="onRun">Takes each example with its run, in order, as it ends; for reports. Default: none.</param>
    /// <param name="cancellationToken">Stops all runs.</param>
    /// <returns>The outcomes.</returns>
    public async Task<ProgramEvaluation> EvaluateAsync(
        IEnumerable<TaskExample> examples, Action<TaskExample, ProgramRun>? onRun = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        var pending = new Queue<TaskExample>();
        var unlabelled = 0;
        var outcomes = ImmutableArray.CreateBuilder<ExampleOutcome>();
        await foreach (var run in _runner.RunAsync(Requests(), cancellationToken))
        {
            // Runs come in the order of the requests, and the queue is filled as requests are read.
            TaskExample example;
            lock (pending)
            {
                example = pending.Dequeue();
            }

            if (!string.Equals(run.Id, example.Id, StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"The runner gave the run '{run.Id}' where '{example.Id}' was next; runs must come in the order of their requests.");
            }

            outcomes.Add(Judge(example, run));
            onRun?.Invoke(example, run);
        }

        NativeHeap.Trim();
        return new ProgramEvaluation(outcomes.ToImmutable(), unlabelled);

        IEnumerable<ProgramRequest> Requests()
        {
            foreach (var example in examples)
            {
                if (example.Answer is null)
                {
                    unlabelled++;
                    continue;
                }

                lock (pending)
                {
                    pending.Enqueue(example);
                }

                yield return new ProgramRequest(example.Id, example.Program, example.Inputs);
            }
        }
    }

    /// <summary>Compares one run with its example.</summary>
    /// <param name="example">The example; its answer is known.</param>
    /// <param name="run">Its run.</param>
    /// <returns>The outcome.</returns>
    /// <exception cref="ArgumentException">The example's answer is not known.</exception>
    public ExampleOutcome Judge(TaskExample example, ProgramRun run)
    {
        ArgumentNullException.ThrowIfNull(example);
        ArgumentNullException.ThrowIfNull(run);
        var expected = example.Answer ?? throw new ArgumentException($"The answer of the example '{example.Id}' is not known.", nameof(example));
        var given = run.Value is { } value && run.Error is null ? AnswerNormalizer.ToText(value) : null;
        return new ExampleOutcome
        {
            Id = example.Id,
            Family = example.Family,
            Expected = expected,
            Given = given,
            IsCorrect = given is not null && _normalizer.AreEqual(given, expected),
            Failure = given is null ? Cause(run.Error) : null,
        };
    }

    private static string Cause(ProgramExecutionException? error) => error is null
        ? "no result"
        : $"{error.Module}: {(error.InnerException ?? error).GetType().Name}";
}
