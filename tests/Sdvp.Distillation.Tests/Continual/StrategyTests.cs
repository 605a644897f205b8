using System.Collections.Immutable;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Recording;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;
using Sdvp.Distillation.Continual;
using Sdvp.Distillation.Continual.Metrics;
using Sdvp.Distillation.Continual.Strategies;
using Sdvp.Distillation.Tests.Toys;
using Sdvp.Distillation.Training;
using Sdvp.Distillation.Training.Strategies;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Lora;
using Sdvp.Modules.Weights;
using Sdvp.Tests.Shared;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Tests.Continual;

public sealed class StrategyTests
{
    private static readonly ModuleTrainingSettings _settings = ModuleTrainingSettings.For("VQA", new StepwiseDistillerOptions { WorkFolder = "unused", BatchSize = 8 });

    private static readonly ToyModule _vqa = ToyModule.Vqa();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> WithTerms => ["self-distillation", "replay", "EWC", "L2", "combined"];

    /// <summary>A term that does not reach the student keeps nothing: once the student has moved, every strategy pulls it back.</summary>
    [Theory]
    [MemberData(nameof(WithTerms))]
    public void Observe_StudentThatHasMoved_HasAGradientThatLeadsBack(string name)
    {
        using var scope = NewDisposeScope();
        using var training = new Training(Create(name, Memory()));
        Assert.True(Math.Abs(training.Term().item<float>()) < 1e-6, "A student equal to its snapshot has nothing to be held back from.");
        training.Move(0.3f);

        var term = training.Term();
        term.backward();
        var before = term.item<float>();
        var gradients = training.Parameters.Select(p => p.grad!.norm().item<float>()).ToArray();
        Assert.True(before > 1e-5, $"{name}: {before}");
        Assert.Contains(gradients, g => g > 1e-6);

        training.Descend(1e-3f);
        Assert.True(training.Term().item<float>() < before);
    }

    [Fact]
    public async Task DistillAsync_TermWithoutGradient_IsRefused()
    {
        using var host = new ToyHost();
        var task = ToyTask.Colours(16) with { Strategies = [new Detached()] };

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.Distiller().DistillAsync(task, cancellationToken: Token));

        Assert.Contains("no gradient", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DistillAsync_NaiveStrategy_GivesTheSameBytesAsNone()
    {
        Assert.Equal(await VersionAsync([]), await VersionAsync([new NaiveStrategy()]));
        Assert.NotEqual(await VersionAsync([]), await VersionAsync([new StartPenaltyStrategy(1)]));

        static async Task<string> VersionAsync(ForgettingStrategy[] strategies)
        {
            using var host = new ToyHost();
            return (await host.Distiller().DistillAsync(ToyTask.Colours(32) with { Strategies = strategies }, cancellationToken: Token)).Modules[0].Version.Id;
        }
    }

    /// <summary>With every strategy the student gives up less of what it answered to other questions than with naive fine-tuning.</summary>
    [Theory]
    [InlineData("self-distillation")]
    [InlineData("replay")]
    [InlineData("EWC")]
    [InlineData("L2")]
    [InlineData("interpolation")]
    [InlineData("combined")]
    [InlineData("lora")]
    public async Task DistillAsync_EveryStrategy_ForgetsLessThanNaive(string name)
    {
        var naive = await ForgettingAsync(new NaiveStrategy());
        var held = await ForgettingAsync(Create(name, Memory()));

        Assert.True(held < 0.9 * naive, $"naive {naive}, {name} {held}");
    }

    /// <summary>What a strategy gains comes from its term: without weight it is naive to the last bit.</summary>
    [Theory]
    [InlineData("naive")]
    [InlineData("self-distillation")]
    [InlineData("replay")]
    [InlineData("EWC")]
    [InlineData("L2")]
    [InlineData("interpolation")]
    public async Task DistillAsync_StrategyWithoutWeight_IsNaive(string name)
    {
        Assert.Equal(await VersionAsync(new NaiveStrategy()), await VersionAsync(name switch
        {
            "naive" => new NaiveStrategy(),
            "self-distillation" => new SelfDistillationStrategy(0),
            "replay" => new ReplayStrategy(Memory(), 0),
            "EWC" => new ElasticWeightStrategy(Memory(), 0, 40),
            "L2" => new StartPenaltyStrategy(0),
            _ => new WeightInterpolationStrategy(0),
        }));

        static async Task<string> VersionAsync(ForgettingStrategy strategy)
        {
            using var host = new ToyHost();
            var task = ToyTask.Colours(64) with { Strategies = [strategy] };
            return (await host.Distiller(o => (o.Epochs, o.SelfDistillationWeight) = (20, 0)).DistillAsync(task, cancellationToken: Token)).Modules[0].Version.Id;
        }
    }

    [Fact]
    public async Task DistillAsync_InterruptedWithStrategies_EndsWithTheSameBytes()
    {
        ForgettingStrategy[] strategies = [Create("combined", Memory()), new WeightInterpolationStrategy(0.2)];
        using var whole = new ToyHost();
        var expected = (await whole.Distiller().DistillAsync(Task(), cancellationToken: Token)).Modules[0].Version;
        using var broken = new ToyHost();
        using var stop = new CancellationTokenSource();
        var progress = new ImmediateProgress(p =>
        {
            if (p.Phase == DistillationPhase.Training && p.Done == 7)
            {
                stop.Cancel();
            }
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => broken.Distiller().DistillAsync(Task(), progress, stop.Token));

        Assert.Equal(expected, (await broken.Distiller().DistillAsync(Task(), cancellationToken: Token)).Modules[0].Version);

        DistillationTask Task() => ToyTask.Colours(48) with { Strategies = strategies };
    }

    [Fact]
    public async Task DistillAsync_OtherStrategies_AreAnotherTask()
    {
        using var host = new ToyHost();
        var task = ToyTask.Colours(16) with { Strategies = [new StartPenaltyStrategy(1)] };
        await host.Distiller().DistillAsync(task, cancellationToken: Token);
        host.Registry.Replace(ToyModule.Vqa());

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            host.Distiller().DistillAsync(task with { Strategies = [new StartPenaltyStrategy(2)] }, cancellationToken: Token));

        Assert.Contains("L2-to-start(2)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DistillAsync_LoraOnlyOnLayersThatAreNotThere_IsRefused()
    {
        using var host = new ToyHost();
        var lora = new LoraOnlyStrategy(new LoraOptions { TargetModules = ["query"] });

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            host.Distiller().DistillAsync(ToyTask.Colours(16) with { Strategies = [lora] }, cancellationToken: Token));

        Assert.All(["VQA", "'query'", nameof(ToyNetwork), "first, second"], part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
        Assert.True(lora.Trains("layer.0.lora_A"));
        Assert.False(lora.Trains("layer.0.weight"));
        Assert.Contains("Dropout", Assert.Throws<ArgumentException>(() => new LoraOnlyStrategy(lora.Lora! with { Dropout = 0.1 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Begin_AndDispose_LeaveNoTensors()
    {
        // The memory's module is made before anything is counted.
        var memory = Memory();
        LeakCheck.AssertLeavesNothing(() =>
        {
            using var scope = NewDisposeScope();
            using var training = new Training(Create("combined", memory));
            training.Term().backward();
        });
    }

    [Fact]
    public async Task RunAsync_TwoTasks_GivesTheTaskMatrixAndRemembers()
    {
        using var host = new ToyHost();
        var seen = new List<int>();
        var first = ToyTask.Colours(96) with { Name = "first" };
        var second = ToyTask.Colours(96) with { Name = "second", Examples = [.. first.Examples.Select(e => Bright(e))] };
        var curriculum = new Curriculum(
            host.Distiller(o => (o.Epochs, o.SelfDistillationWeight) = (40, 0)), host.Runner, new CurriculumOptions { MemoryExamples = 40, MemoryCalls = 25 });

        var result = await curriculum.RunAsync(
            [
                new CurriculumTask(first, first.Validation),
                new CurriculumTask(second, [.. first.Validation.Select(Bright)]) { Strategies = memory => { seen.Add(memory.Of("VQA").Length); return [new ReplayStrategy(memory)]; } },
            ],
            cancellationToken: Token);

        Assert.Equal(["first", "second"], result.Matrix.Names);
        Assert.True(result.Matrix[0, 0] > result.Before[0] + 0.2, $"{result.Before[0]} → {result.Matrix[0, 0]}");
        Assert.Equal([25], seen);
        Assert.Equal(50, result.Memory.Count);
        Assert.Equal(result.Matrix[1, 0] - result.Matrix[0, 0], ContinualMetrics.BackwardTransfer(result.Matrix), 1e-12);
        Assert.Contains("replay", result.Tasks[1].Modules[0].Loss, StringComparison.Ordinal);

        static TaskExample Bright(TaskExample example)
        {
            var image = (ImageValue)example.Inputs["IMAGE"];
            return ToyTask.Example(example.Id, "VQA bright", 0, ToyImages.MeanColour(image.Pixels).Sum() > 1.5 ? "yes" : "no") with { Inputs = example.Inputs };
        }
    }

    private static ForgettingStrategy Create(string name, ReplayMemory memory) => name switch
    {
        "self-distillation" => new SelfDistillationStrategy(1),
        "replay" => new ReplayStrategy(memory, 1),
        "EWC" => new ElasticWeightStrategy(memory, 100, 40),
        "L2" => new StartPenaltyStrategy(1),
        "interpolation" => new WeightInterpolationStrategy(0.5),
        "lora" => new LoraOnlyStrategy(new LoraOptions { TargetModules = ["first"], Rank = 1 }),
        _ => new CombinedStrategy(new ReplayStrategy(memory, 0.5), new ElasticWeightStrategy(memory, 10, 20), new StartPenaltyStrategy(0.1), new SelfDistillationStrategy(0.5)),
    };

    private static ReplayMemory Memory() => ReplayMemory.Empty.Add(
        _vqa, Enumerable.Range(0, 60).Select(i => Record(ToyVqa.Questions[1 + (i % 2)], 500 + i)), 60, seed: 3);

    private static StepRecord Record(string question, long image) => new()
    {
        RunId = "earlier",
        StepIndex = 0,
        Module = "VQA",
        Version = new ModuleVersion("v"),
        Arguments = ImmutableDictionary<string, ProgramValue>.Empty.Add("image", ToyImages.Create(image)).Add("question", new TextValue(question)),
        Value = new TextValue("x"),
        Span = default,
        Duration = TimeSpan.Zero,
    };

    /// <summary>How far the answers to other questions have moved, as mean total variation.</summary>
    private static async Task<double> ForgettingAsync(ForgettingStrategy strategy)
    {
        using var host = new ToyHost();
        var before = host.Registry.Snapshot["VQA"];
        var task = ToyTask.Colours(64) with { Strategies = [strategy] };
        var result = await host.Distiller(o => (o.Epochs, o.SelfDistillationWeight) = (20, 0)).DistillAsync(task, cancellationToken: Token);
        var calls = Enumerable.Range(0, 50).Select(i => Record(ToyVqa.Questions[1 + (i % 2)], 900 + i).ToCall()).ToArray();
        var (old, now) = (await before.InvokeAsync(calls, Token), await result.Modules[0].Module.InvokeAsync(calls, Token));
        return old.Zip(now, (a, b) => a.Distribution!.Answers.Sum(p => Math.Abs(p.Value - b.Distribution!.ProbabilityOf(p.Key))) / 2).Average();
    }

    private sealed class Detached : ForgettingStrategy
    {
        public override string Name => "detached";

        public override StrategyRun Begin(StrategyContext context) => new Run(context);

        private sealed class Run(StrategyContext context) : StrategyRun
        {
            public override Tensor? Observe(StrategyStep step)
            {
                using var noGradient = no_grad();
                return context.Divergence(step.Inputs, 2);
            }
        }
    }

    /// <summary>A student, its snapshot and a strategy that has begun.</summary>
    private sealed class Training : IDisposable
    {
        private readonly IStudent _student = _vqa.CreateStudent();
        private readonly IStudent _snapshot = _vqa.CreateStudent();
        private readonly StrategyRun _run;
        private readonly StrategyStep _step;

        public Training(ForgettingStrategy strategy)
        {
            NetworkState.Freeze(_snapshot.Network);
            _student.Network.eval();
            var inputs = Enumerable.Range(0, 8).Select(i => _student.Prepare(Record("colour", i).ToCall())).ToArray();
            using var scope = NewDisposeScope();
            var objective = StepObjective.For(_snapshot.Forward(inputs), _snapshot, 0.5);
            _run = strategy.Begin(new StrategyContext("VQA", new TrainingPair(_student, _snapshot), objective, _settings));
            _student.Network.zero_grad(set_to_none: true);
            _step = new StrategyStep(0, 10, inputs);
        }

        public IEnumerable<TorchSharp.Modules.Parameter> Parameters => _student.Network.parameters();

        public Tensor Term() => _run.Observe(_step)!;

        public void Move(float by)
        {
            using var noGradient = no_grad();
            foreach (var (parameter, i) in Parameters.Select((p, i) => (p, i)))
            {
                using var step = full_like(parameter, by * (i % 2 == 0 ? 1 : -0.5f));
                parameter.add_(step);
            }
        }

        public void Descend(float rate)
        {
            using var noGradient = no_grad();
            foreach (var parameter in Parameters)
            {
                parameter.add_(parameter.grad!.Times(-rate));
            }
        }

        public void Dispose()
        {
            _run.Dispose();
            _student.Dispose();
            _snapshot.Dispose();
        }
    }
}
