using Sdvp.Core.Execution;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;
using Sdvp.Distillation.Evaluation;

namespace Sdvp.Distillation.Tests.Evaluation;

public sealed class ProgramEvaluatorTests
{
    private static readonly TaskExample[] _examples =
    [
        FakeProgram.Example("1", "yes", source: "true"),
        FakeProgram.Example("2", "Two", family: "count", source: "2"),
        FakeProgram.Example("3", null, source: "true"),
        FakeProgram.Example("4", "red", source: "fail"),
        FakeProgram.Example("5", "red", source: "Blue"),
        FakeProgram.Example("6", "red", source: "The red."),
    ];

    private static readonly FakeRunner _runner = new(source => source switch
    {
        "true" => new BooleanValue(true),
        "2" => new IntegerValue(2),
        "fail" => throw new ArgumentException("boom"),
        _ => new TextValue(source),
    });

    [Fact]
    public async Task EvaluateAsync_Examples_JudgesEach()
    {
        var seen = new List<(string, string)>();

        var evaluation = await new ProgramEvaluator(_runner).EvaluateAsync(_examples, (example, run) => seen.Add((example.Id, run.Id)), TestContext.Current.CancellationToken);

        Assert.Equal([true, true, false, false, true], evaluation.Outcomes.Select(o => o.IsCorrect));
        Assert.Equal(["yes", "2", null, "Blue", "The red."], evaluation.Outcomes.Select(o => o.Given));
        Assert.Equal(1, evaluation.Unlabelled);
        Assert.Equal(new Dictionary<string, int> { ["VQA: ArgumentException"] = 1 }, evaluation.Failures);
        Assert.Equal(0.6, evaluation.GetAccuracy().Value);
        Assert.Equal([("1", "1"), ("2", "2"), ("4", "4"), ("5", "5"), ("6", "6")], seen);
        Assert.Equal("count", evaluation.Outcomes[1].Family);
    }

    [Fact]
    public async Task EvaluateAsync_Cancelled_IsCancelled() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new ProgramEvaluator(_runner).EvaluateAsync(_examples, null, new CancellationToken(true)));

    [Fact]
    public void Judge_NoResult_IsAFailure()
    {
        var run = new ProgramRun { Id = "1", ProgramId = "p", Records = [], Duration = TimeSpan.Zero };

        var outcome = new ProgramEvaluator(_runner).Judge(_examples[0], run);

        Assert.Equal(("no result", false), (outcome.Failure, outcome.IsCorrect));
    }
}
