using System.Collections.Immutable;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;
using Sdvp.Distillation.Continual.Strategies;
using Sdvp.Distillation.Tests.Toys;
using Sdvp.Distillation.Training;
using Sdvp.Modules.Torch.Lora;

namespace Sdvp.Distillation.Tests.Training;

public sealed class RoundTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DistillAsync_TwoRounds_SecondLabelsWhatTheUpdatedModulesDo()
    {
        using var host = new TwoStepHost();
        var teacher = new ToyTeacher();

        var result = await host.Distiller().DistillAsync(Task(teacher), cancellationToken: Token);

        Assert.Equal(3, result.Rounds.Length);
        Assert.Equal(result.Rounds[^1].Labels.ToString(), result.Labels.ToString());
        var (first, second) = (result.Rounds[0], result.Rounds[1]);
        Assert.Equal(first.Labels.Modules.Sum(m => m.Labelled), first.Steps);
        // LOC sees the same images again; VQA sees other parts of them, and the old ones stay.
        Assert.InRange(second.Steps, first.Steps + 1, (2 * first.Steps) - 1);
        // What the teacher said of every part of an image while LOC was labelled, it is not asked again for VQA.
        Assert.Equal((0, 0), (second.Labels.TeacherQueries, result.Rounds[2].Labels.TeacherQueries));
        Assert.Equal(result.Rounds.Sum(r => r.Labels.TeacherQueries), teacher.Queries);
        var curve = result.Modules[1].Curve;
        Assert.Equal(Enumerable.Range(0, curve.Length), curve.Select(p => p.Step));
        Assert.Equal(host.Start["VQA"], result.Modules[1].PreviousVersion);
        Assert.All(result.Modules, m => Assert.Same(m.Module, host.Toys.Registry.Snapshot[m.Module.Signature.Name]));
        var versions = Directory.EnumerateDirectories(Path.Combine(host.Toys.Folder, "cache", "runs")).Count();
        Assert.Equal(3, versions);
    }

    /// <summary>What self-distillation holds the student to in the second round is the module from before the task, not that of the first round.</summary>
    [Fact]
    public async Task DistillAsync_SecondRound_BeginsAwayFromTheSnapshot()
    {
        using var host = new TwoStepHost();

        var result = await host.Distiller(o => (o.Rounds, o.SelfDistillationWeight) = (2, 0.05)).DistillAsync(Task(), cancellationToken: Token);

        var round = result.Modules[0].Curve.Length / 2;
        Assert.Equal(0, result.Modules[0].Curve[0].SelfDistillation, 1e-5f);
        Assert.True(result.Modules[0].Curve[round].SelfDistillation > 0.01f, $"{result.Modules[0].Curve[round]}");
        Assert.True(result.Modules[0].Curve[round].Stepwise < result.Modules[0].Curve[0].Stepwise);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("lora")]
    [InlineData("stopping")]
    public async Task DistillAsync_InterruptedInEveryPhaseOfEveryRound_EndsWithTheSameBytes(string kind)
    {
        void Options(StepwiseDistillerOptions options)
        {
            options.Lora = kind == "lora" ? new LoraOptions { TargetModules = ["first", "second"], Rank = 2 } : null;
            options.EarlyStopping = kind == "stopping" ? new EarlyStoppingOptions { ValidationShare = 0.25, Patience = 2 } : null;
            options.StartInterpolation = 0.1;
        }

        using var whole = new TwoStepHost();
        var expected = await whole.Distiller(Options).DistillAsync(Task(), cancellationToken: Token);
        using var host = new TwoStepHost();
        var teacher = new ToyTeacher();
        var interruptions = 0;
        foreach (var round in new[] { 1, 2, 3 })
        {
            foreach (var (phase, done) in new[] { (DistillationPhase.Recording, 9), (DistillationPhase.Labelling, 1), (DistillationPhase.Training, 0), (DistillationPhase.Training, 3) })
            {
                using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
                var cancelling = new ImmediateProgress(p =>
                {
                    if (p.Round == round && p.Phase == phase && p.Done >= done)
                    {
                        stop.Cancel();
                    }
                });
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Distiller(Options).DistillAsync(Task(teacher), cancelling, stop.Token));
                interruptions++;
                Assert.Equal(host.Start["VQA"], host.Toys.Registry.Snapshot["VQA"].Version);
                Assert.Equal(host.Start["LOC"], host.Toys.Registry.Snapshot["LOC"].Version);
            }
        }

        var result = await host.Distiller(Options).DistillAsync(Task(teacher), cancellationToken: Token);

        Assert.Equal(12, interruptions);
        Assert.Equal(expected.Modules.Select(m => m.Version), result.Modules.Select(m => m.Version));
        Assert.Equal(expected.Modules[1].Curve, result.Modules[1].Curve);
        Assert.Equal(expected.Rounds.Select(r => r.Steps), result.Rounds.Select(r => r.Steps));
        Assert.Equal(expected.Rounds.Sum(r => r.Labels.TeacherQueries), teacher.Queries);
        var restored = await host.Distiller(Options).DistillAsync(Task(teacher), cancellationToken: Token);
        Assert.True(restored.IsRestored);
        Assert.Equal(result.Rounds.Select(r => r.Steps), restored.Rounds.Select(r => r.Steps));
        Assert.Equal(result.Modules[1].Curve, restored.Modules[1].Curve);
    }

    [Fact]
    public async Task DistillAsync_StartInterpolationOneAndStrategies_WorkBehindTheLastRound()
    {
        using var host = new TwoStepHost();

        var result = await host.Distiller().DistillAsync(Task() with { Strategies = [new StartPenaltyStrategy(0.1), new WeightInterpolationStrategy(1)] }, cancellationToken: Token);

        Assert.All(result.Modules, m => Assert.Equal(m.PreviousVersion, m.Version));
        Assert.True(result.Rounds[1].Steps > result.Rounds[0].Steps, "The programs of the second round ran with the modules as they were trained.");
    }

    [Fact]
    public async Task DistillAsync_OtherRounds_AreAnotherTask()
    {
        using var host = new TwoStepHost();
        await host.Distiller(o => o.Rounds = 1).DistillAsync(Task(), cancellationToken: Token);
        host.Toys.Registry.Replace(ToyModule.Vqa());
        host.Toys.Registry.Replace(ToyModule.Loc());

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.Distiller(o => o.Rounds = 2).DistillAsync(Task(), cancellationToken: Token));

        Assert.Contains("rounds: was absent, is 2", error.Message, StringComparison.Ordinal);
    }

    private static DistillationTask Task(ToyTeacher? teacher = null) => new()
    {
        Name = "look",
        Examples = [.. Enumerable.Range(0, 24).Select(i => ToyTask.Example($"e{i}", "x", i) with { Program = new LookProgram(ToyLoc.Objects[i % 3]) })],
        Teacher = teacher ?? new ToyTeacher(),
        Adapters = [new ToyVqaAdapter(), new ToyLocAdapter()],
    };

    /// <summary>A host whose programs look for an object and ask for the colour of the best place.</summary>
    private sealed class TwoStepHost : IDisposable
    {
        private readonly ProgramRunner _runner;

        public TwoStepHost()
        {
            _runner = new ProgramRunner(Toys.Registry, [new LookLanguage()]);
            Start = Toys.Registry.Snapshot.ToImmutableDictionary(m => m.Key, m => m.Value.Version);
        }

        public ToyHost Toys { get; } = new();

        public ImmutableDictionary<string, ModuleVersion> Start { get; }

        public StepwiseDistiller Distiller(Action<StepwiseDistillerOptions>? configure = null)
        {
            var options = new StepwiseDistillerOptions
            {
                WorkFolder = Toys.Folder,
                Rounds = 3,
                Epochs = 8,
                BatchSize = 8,
                LearningRate = 3e-2,
                CheckpointEverySteps = 5,
                SelfDistillationWeight = 0.02,
            };
            configure?.Invoke(options);
            return new StepwiseDistiller(_runner, Toys.Registry, options, timeProvider: new ToyTime());
        }

        public void Dispose() => Toys.Dispose();
    }

    private sealed class LookProgram(string source) : VisualProgram("look", source);

    private sealed class LookLanguage : IProgramLanguage
    {
        public string Name => "look";

        public ProgramParse Parse(string source, ProgramParseOptions options) => new(new LookProgram(source), []);

        public async ValueTask<ProgramValue> ExecuteAsync(
            VisualProgram program, ImmutableDictionary<string, ProgramValue> inputs, IModuleCaller caller, CancellationToken cancellationToken = default)
        {
            var image = (ImageValue)inputs["IMAGE"];
            var found = await caller.CallAsync("LOC", Call("object", program.Source, image), Site(0), cancellationToken);
            var place = found.Proposals.MaxBy(p => p.Score)!;
            return (await caller.CallAsync("VQA", Call("question", "colour", image.Crop(place.Box)), Site(1), cancellationToken)).Value!;
        }

        private static CallSite Site(int step) => new(step, $"S{step}", new SourceSpan(0, 1, 1, 1));

        private static ModuleCall Call(string name, string text, ImageValue image) =>
            new(ImmutableDictionary<string, ProgramValue>.Empty.Add("image", image).Add(name, new TextValue(text)));
    }
}
