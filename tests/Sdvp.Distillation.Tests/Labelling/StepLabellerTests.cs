using System.Collections.Immutable;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Teaching;
using Sdvp.Core.Teaching.Adapters;
using Sdvp.Core.Values;
using Sdvp.Distillation.Labelling;
using Sdvp.Distillation.Tests.Toys;

namespace Sdvp.Distillation.Tests.Labelling;

public sealed class StepLabellerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LabelAsync_SameQueryTwice_AsksOnce()
    {
        var teacher = new ToyTeacher();
        TaskExample[] examples = [ToyTask.Example("a", "VQA colour", 1), ToyTask.Example("b", "VQA colour", 1), ToyTask.Example("c", "VQA colour", 2)];

        var labels = await LabelAsync(teacher, examples);

        Assert.Equal(2, teacher.Queries);
        Assert.Equal(2, labels.Summary.Queries);
        Assert.Equal(["a", "b", "c"], labels.Steps.Select(s => s.Example.Id));
        Assert.Equal(ToyImages.ColourOf(ToyImages.Create(1).Pixels), labels.Steps[0].Label.Answers!.Top);
    }

    [Fact]
    public async Task LabelAsync_Abstentions_AreCountedByCode()
    {
        var labels = await LabelAsync(new ToyTeacher(), [ToyTask.Example("a", "VQA secret", 1), ToyTask.Example("b", "VQA colour", 1)]);

        var counts = Assert.Single(labels.Summary.Modules);
        Assert.Equal(("VQA", 2, 1, 0.5), (counts.Module, counts.Steps, counts.Labelled, counts.Coverage));
        Assert.Equal(1, counts.Abstentions["not-for-teachers"]);
    }

    [Fact]
    public async Task LabelAsync_FailedRun_IsCountedAndTheOthersGoOn()
    {
        var labels = await LabelAsync(new ToyTeacher(), [ToyTask.Example("a", "VQA nonsense", 1), ToyTask.Example("b", "VQA colour", 1)]);

        Assert.Equal((2, 1), (labels.Summary.Runs, labels.Summary.FailedRuns));
        Assert.Equal("b", Assert.Single(labels.Steps).Example.Id);
    }

    [Fact]
    public async Task LabelAsync_RequireCorrectAnswer_LeavesOutWrongAndUnknownRuns()
    {
        using var host = new ToyHost();
        var probe = ToyTask.Example("probe", "VQA colour", 1);
        var given = (await host.Runner.RunAsync(new ProgramRequest(probe.Id, probe.Program, probe.Inputs), Token)).Value!.ToString()!;
        TaskExample[] examples =
        [
            ToyTask.Example("right", "VQA colour", 1, $" {given.ToUpperInvariant()} "),
            ToyTask.Example("wrong", "VQA colour", 1, "mauve"),
            ToyTask.Example("unknown", "VQA colour", 1),
        ];

        var labels = await LabelAsync(new ToyTeacher(), examples, options: new StepLabellerOptions { RequireCorrectAnswer = true });

        Assert.Equal("right", Assert.Single(labels.Steps).Example.Id);
        Assert.Equal(1, labels.Summary.Modules[0].Abstentions["wrong-final-answer"]);
        Assert.Equal(1, labels.Summary.Modules[0].Abstentions["unknown-final-answer"]);
    }

    [Fact]
    public async Task LabelAsync_SecondTimeWithCache_AsksNothing()
    {
        using var host = new ToyHost();
        var file = Path.Combine(host.Folder, "answers.jsonl");
        var examples = Enumerable.Range(0, 20).Select(i => ToyTask.Example($"e{i}", "VQA colour", i)).ToArray();
        LabelledSteps first;
        using (var cache = TeacherCache.Open(file))
        {
            first = await LabelAsync(new ToyTeacher(), examples, cache);
        }

        var teacher = new ToyTeacher();
        using var again = TeacherCache.Open(file);
        var second = await LabelAsync(teacher, examples, again);

        Assert.Equal(0, teacher.Queries);
        Assert.Equal((20, 0), (first.Summary.TeacherQueries, first.Summary.CachedQueries));
        Assert.Equal((0, 20), (second.Summary.TeacherQueries, second.Summary.CachedQueries));
        Assert.Equal(first.Steps.Select(s => s.Label.Answers!.ToString()), second.Steps.Select(s => s.Label.Answers!.ToString()));
    }

    [Fact]
    public async Task LabelAsync_Cancelled_KeepsTheAnswersSoFar()
    {
        using var host = new ToyHost();
        using var stop = new CancellationTokenSource();
        using var cache = TeacherCache.Open(Path.Combine(host.Folder, "answers.jsonl"));
        var teacher = new ToyTeacher { Spoil = answers => { stop.Cancel(); return answers; } };
        var examples = Enumerable.Range(0, 20).Select(i => ToyTask.Example($"e{i}", "VQA colour", i)).ToArray();
        var runs = await RunAsync(examples);
        var labeller = new StepLabeller(teacher, [new ToyVqaAdapter()], cache, new StepLabellerOptions { TeacherBatchSize = 5 });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => labeller.LabelAsync(runs, examples, cancellationToken: stop.Token));

        Assert.Equal((5, 5), (teacher.Queries, cache.Count));
    }

    [Fact]
    public async Task LabelAsync_TeacherDependsOnItsBatch_LabelsDoNotDependOnAnInterruption()
    {
        using var host = new ToyHost();
        var examples = Enumerable.Range(0, 20).Select(i => ToyTask.Example($"e{i}", "VQA colour", i)).ToArray();
        var runs = await RunAsync(examples);
        var expected = await WithBatchesOfSixAsync(new ToyTeacher { Spoil = ByPlace }, null, Token);
        using var cache = TeacherCache.Open(Path.Combine(host.Folder, "answers.jsonl"));
        using var stop = new CancellationTokenSource();
        var batches = 0;
        var stopping = new ToyTeacher
        {
            Spoil = answers =>
            {
                if (++batches == 2)
                {
                    stop.Cancel();
                }

                return ByPlace(answers);
            },
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WithBatchesOfSixAsync(stopping, cache, stop.Token));

        var teacher = new ToyTeacher { Spoil = ByPlace };
        Assert.Equal(expected, await WithBatchesOfSixAsync(teacher, cache, Token));
        Assert.Equal(8, teacher.Queries);

        static IReadOnlyList<TeacherAnswer> ByPlace(IReadOnlyList<TeacherAnswer> answers) =>
            [.. answers.Select((a, i) => new TeacherAnswer(new AnswerDistribution([new(a.Distribution.Top, 0.5 + (i * 1e-9))])))];

        async Task<double[]> WithBatchesOfSixAsync(ITeacher teacher, TeacherCache? cache, CancellationToken token) =>
            [.. (await new StepLabeller(teacher, [new ToyVqaAdapter()], cache, new StepLabellerOptions { TeacherBatchSize = 6 })
                .LabelAsync(runs, examples, cancellationToken: token)).Steps.Select(s => s.Label.Answers!.Confidence)];
    }

    [Fact]
    public async Task LabelAsync_TeacherGivesTooFewAnswers_Throws()
    {
        var teacher = new ToyTeacher { Spoil = answers => [.. answers.Skip(1)] };

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => LabelAsync(teacher, [ToyTask.Example("a", "VQA colour", 1)]));

        Assert.Contains("0 answers to 1", error.Message, StringComparison.Ordinal);
    }

    /// <summary>One image kills the teacher: its query is lost and counted, those beside it in the batch are not, and what was answered is cached.</summary>
    [Fact]
    public async Task LabelAsync_TeacherFailsAndHostSkips_CountsTheQueriesAtFault()
    {
        using var host = new ToyHost();
        using var cache = TeacherCache.Open(Path.Combine(host.Folder, "answers.jsonl"));
        var examples = Enumerable.Range(0, 8).Select(i => ToyTask.Example($"e{i}", "VQA colour", i)).ToArray();
        var runs = await RunAsync(examples);
        var poison = ((ImageValue)examples[3].Inputs["IMAGE"]).ContentId;
        var teacher = new ToyTeacher { Asked = queries => Assert.DoesNotContain(poison, queries.Select(q => q.Images[0].ContentId)) };

        var labels = await new StepLabeller(teacher, [new ToyVqaAdapter()], cache, new StepLabellerOptions { TeacherBatchSize = 4, SkipTeacherFailures = true })
            .LabelAsync(runs, examples, cancellationToken: Token);

        Assert.Equal(7, labels.Steps.Length);
        Assert.DoesNotContain(labels.Steps, s => s.Example.Id == "e3");
        Assert.Equal((8, 1, 7, 7), (labels.Summary.Queries, labels.Summary.FailedQueries, labels.Summary.TeacherQueries, cache.Count));
        Assert.Equal(1, labels.Summary.Modules.Single().Abstentions[AbstentionCodes.TeacherFailed]);
    }

    [Fact]
    public async Task LabelAsync_TeacherFailsAndHostDoesNotSkip_Throws()
    {
        var teacher = new ToyTeacher { Asked = _ => throw new HttpRequestException("unreachable") };

        await Assert.ThrowsAsync<HttpRequestException>(() => LabelAsync(teacher, [ToyTask.Example("a", "VQA colour", 1)]));
    }

    [Fact]
    public async Task LabelAsync_RunOfNoExample_Throws()
    {
        var runs = await RunAsync([ToyTask.Example("a", "VQA colour", 1)]);
        var labeller = new StepLabeller(new ToyTeacher(), [new ToyVqaAdapter()]);

        await Assert.ThrowsAsync<ArgumentException>(() => labeller.LabelAsync(runs, [], cancellationToken: Token));
    }

    [Fact]
    public void Constructor_TwoAdaptersForOneModule_Throws() =>
        Assert.Throws<ArgumentException>(() => new StepLabeller(new ToyTeacher(), [new ToyVqaAdapter(), new ToyVqaAdapter()]));

    [Theory]
    [InlineData("yes", "true", true)]
    [InlineData("False", "no", true)]
    [InlineData("2", "2.0", true)]
    [InlineData("red", "blue", false)]
    public void Agrees_Texts_ComparesMeaning(string value, string answer, bool expected) =>
        Assert.Equal(expected, AnswerAgreement.Agrees(new Core.Values.TextValue(value), answer));

    private static async Task<LabelledSteps> LabelAsync(
        ITeacher teacher, TaskExample[] examples, TeacherCache? cache = null, StepLabellerOptions? options = null) =>
        await new StepLabeller(teacher, [new ToyVqaAdapter()], cache, options).LabelAsync(await RunAsync(examples), examples, cancellationToken: Token);

    private static async Task<ImmutableArray<ProgramRun>> RunAsync(TaskExample[] examples)
    {
        using var host = new ToyHost();
        var runs = new List<ProgramRun>();
        await foreach (var run in host.Runner.RunAsync(examples.Select(e => new ProgramRequest(e.Id, e.Program, e.Inputs)), Token))
        {
            runs.Add(run);
        }

        return [.. runs];
    }
}
