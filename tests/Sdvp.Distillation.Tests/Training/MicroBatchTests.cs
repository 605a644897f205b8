using System.Collections.Immutable;
using CsCheck;
using Sdvp.Core.Modules;
using Sdvp.Core.Recording;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;
using Sdvp.Distillation.Continual;
using Sdvp.Distillation.Continual.Strategies;
using Sdvp.Distillation.Labelling;
using Sdvp.Distillation.Tests.Toys;
using Sdvp.Distillation.Training;
using Sdvp.Distillation.Training.Strategies;
using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Tests.Training;

[Collection(AloneDefinition.Name)]
public sealed class MicroBatchTests
{
    private static readonly ToyModule _vqa = ToyModule.Vqa();

    public static TheoryData<string> Kinds => ["answers", "judged", "objects", "both", "written", "strategies"];

    /// <summary>Whatever a batch is cut into, the gradients are those of the whole.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Run_BatchInParts_HasTheGradientsOfTheWhole(string kind) => Gen.Select(Gen.Int[1, 12], Gen.Int[1, 26], Gen.Double[0, 2.5]).Sample(
        (steps, size, probes) =>
        {
            using var whole = new Run(kind, steps, probes, null);
            using var parts = new Run(kind, steps, probes, size);

            Assert.Equal(whole.Losses.Point.Stepwise, parts.Losses.Point.Stepwise, 1e-4f);
            Assert.Equal(whole.Losses.Point.SelfDistillation, parts.Losses.Point.SelfDistillation, 1e-4f);
            Assert.Equal(whole.Losses.Loss, parts.Losses.Loss, 1e-3f);
            Assert.True(whole.Gradients.Max(Math.Abs) > 1e-3f);
            Assert.All(whole.Gradients.Zip(parts.Gradients), g => Assert.Equal(g.First, g.Second, 1e-4f));
            // Replay asks its own calls: half as many again as there are steps.
            Assert.InRange(parts.Largest, 1, kind == "strategies" ? 2 * size : size);
        },
        iter: 25,
        threads: 1);

    [Fact]
    public async Task DistillAsync_InParts_LearnsTheSameWithAnotherIdentity()
    {
        using var whole = new ToyHost();
        using var parts = new ToyHost();
        var expected = await whole.Distiller().DistillAsync(ToyTask.Colours(probes: true), cancellationToken: TestContext.Current.CancellationToken);
        var result = await parts.Distiller(o => o.Modules["VQA"] = new ModuleTrainingOverrides { MicroBatchSize = 5 }).DistillAsync(
            ToyTask.Colours(probes: true), cancellationToken: TestContext.Current.CancellationToken);

        Assert.All(expected.Modules[0].Curve.Zip(result.Modules[0].Curve), p => Assert.Equal(p.First.Stepwise, p.Second.Stepwise, 2e-2f));
        parts.Registry.Replace(ToyModule.Vqa());
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            parts.Distiller().DistillAsync(ToyTask.Colours(probes: true), cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains("micro-batch 5", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Narrow weights keep their gradients' sum in Float32; it must not reach the next step.</summary>
    [Fact]
    public void ClearGradients_NarrowWeights_ForgetsTheSumToo()
    {
        using var scope = NewDisposeScope();
        var network = new ToyNetwork(2, 1, 3);
        network.to(ScalarType.BFloat16);
        using var pair = new TrainingPair(new ToyStudent(new ToyLoc(), network), new ToyStudent(new ToyLoc(), network.Copy()));
        using var optimizer = new StudentOptimizer(
            network, StudentOptimizer.Choose(pair, [], "LOC", []), ModuleTrainingSettings.For("LOC", new StepwiseDistillerOptions { WeightDecay = 0, GradientClip = null }));
        var bias = network.named_parameters().First(p => p.name == "second.bias").parameter;

        Learn(1000);
        var between = bias.to(ScalarType.Float32).item<float>();
        Learn(-1000);

        // Adam's mean is (0.9 · 0.1 · 1000 − 0.1 · 1000) / (1 − 0.9²) < 0, so the second step goes up; a sum of both gradients would be 0, and the step would go down again.
        Assert.True(bias.to(ScalarType.Float32).item<float>() > between);

        void Learn(double slope)
        {
            optimizer.ClearGradients();
            bias.sum().Times(slope).backward();
            optimizer.AccumulateGradients();
            optimizer.Step(0.1);
        }
    }

    /// <summary>One training step of a toy.</summary>
    private sealed class Run : IDisposable
    {
        private readonly DisposeScope _scope = NewDisposeScope();
        private readonly CountingStudent? _counting;

        public Run(string kind, int steps, double probeRatio, int? size)
        {
            ITrainableModule module = kind switch
            {
                "written" => new ToyWriterModule(ToyWriter.CreateNetwork(1)),
                "judged" or "objects" or "both" => ToyModule.Loc(),
                _ => _vqa,
            };
            var settings = ModuleTrainingSettings.For(module.Signature.Name, new StepwiseDistillerOptions
            {
                BatchSize = steps,
                MicroBatchSize = size,
                GradientClip = null,
                ProbeRatio = probeRatio,
                OwnInputWeight = 0.7,
                SelfDistillationWeight = 0.6,
            });
            var student = module.CreateStudent();
            _counting = student is ITokenStudent ? null : new CountingStudent(student);
            using var pair = new TrainingPair(_counting ?? student, module.CreateStudent());
            NetworkState.Freeze(pair.Snapshot.Network);
            LabelledStep[] labels = [.. Enumerable.Range(0, steps).Select(i => Labelled(kind, module.Signature.Name, i))];
            var objective = StepObjective.For(pair.Snapshot.Forward([student.Prepare(labels[0].Record.ToCall())]), pair.Snapshot, 0.5);
            var set = TrainingSet.Create(labels, student, objective, settings, TestContext.Current.CancellationToken);
            var kept = objective is ScoreObjective scores ? SnapshotScores.Compute(pair.Snapshot, scores, set.Items, new DeviceGate(CPU), TestContext.Current.CancellationToken) : null;
            using var optimizer = new StudentOptimizer(student.Network, StudentOptimizer.Choose(pair, [], module.Signature.Name, []), settings);
            using var strategies = StrategySet.Begin(kind == "strategies" ? [Strategy()] : [], new StrategyContext(module.Signature.Name, pair, objective, settings));
            Move(student.Network);
            _counting?.Reset();
            var training = new TrainingStep(
                pair.Student, objective, settings, set, new SnapshotReference(pair.Snapshot, kept, settings), new ProbeSampler(new ToyProbes(), student, settings), optimizer, strategies);

            Losses = training.Run(0);
            Gradients = [.. student.Network.parameters().SelectMany(p => p.grad!.data<float>().ToArray())];
        }

        public StepLosses Losses { get; }

        public float[] Gradients { get; }

        public int Largest => _counting?.Largest ?? 1;

        public void Dispose() => _scope.Dispose();

        private static void Move(nn.Module network)
        {
            using var noGradient = no_grad();
            foreach (var (parameter, i) in network.parameters().Select((p, i) => (p, i)))
            {
                parameter.add_(full_like(parameter, i % 2 == 0 ? 0.2f : -0.1f));
            }
        }

        private static CombinedStrategy Strategy()
        {
            var memory = ReplayMemory.Empty.Add(_vqa, [.. Enumerable.Range(0, 20).Select(i => Record("VQA", "question", "mood", 500 + i))], 20, seed: 3);
            return new CombinedStrategy(
                new ReplayStrategy(memory, 0.5, 1.5), new ElasticWeightStrategy(memory, 10, 20), new StartPenaltyStrategy(0.1), new SelfDistillationStrategy(0.5));
        }

        private static LabelledStep Labelled(string kind, string module, int number)
        {
            var weight = 0.5 + (number % 3);
            var complete = kind == "objects" || (kind == "both" && number % 2 == 0);
            var record = module == "VQA" ? Record(module, "question", "colour", number) : Record(module, "object", ToyLoc.Objects[number % 3], number);
            var boxes = ToyLoc.Boxes(ToyImages.Create(number));
            var label = module == "VQA"
                ? StepLabel.ForAnswers(new AnswerDistribution([new("red", 0.2 + (0.1 * (number % 5))), new("blue", 0.3)]), weight, "test")
                : complete
                    ? StepLabel.ForObjects([.. boxes.Take(number % 4).Select(b => new RegionLabel(b, 1))], weight, "test")
                    : StepLabel.ForRegions([.. boxes.Take(1 + (number % 4)).Select((b, i) => new RegionLabel(b, i % 2))], weight, "test");
            return new LabelledStep(record, ToyTask.Example("e", "VQA colour", 1), label);
        }

        private static StepRecord Record(string module, string parameter, string text, long image) => new()
        {
            RunId = $"r{image}",
            StepIndex = 0,
            Module = module,
            Version = new ModuleVersion("v"),
            Arguments = ImmutableDictionary<string, ProgramValue>.Empty.Add("image", ToyImages.Create(image)).Add(parameter, new TextValue(text)),
            Span = default,
            Duration = TimeSpan.Zero,
        };
    }

    /// <summary>Remembers how many inputs went through the network together at most.</summary>
    private sealed class CountingStudent(IStudent student) : IStudent
    {
        public int Largest { get; private set; }

        public ModuleSignature Signature => student.Signature;

        public nn.Module Network => student.Network;

        public void Reset() => Largest = 0;

        public StudentInput Prepare(ModuleCall call) => student.Prepare(call);

        public StudentOutput Forward(IReadOnlyList<StudentInput> inputs)
        {
            Largest = Math.Max(Largest, inputs.Count);
            return student.Forward(inputs);
        }

        public ITrainableModule ToModule() => student.ToModule();

        public void Save(string folder) => student.Save(folder);

        public void Dispose() => student.Dispose();
    }
}
