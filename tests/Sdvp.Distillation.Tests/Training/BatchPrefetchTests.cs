using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Recording;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;
using Sdvp.Distillation.Labelling;
using Sdvp.Distillation.Tests.Toys;
using Sdvp.Distillation.Training;
using Sdvp.Modules.Torch;
using TorchSharp;

namespace Sdvp.Distillation.Tests.Training;

[Collection(AloneDefinition.Name)]
public sealed class BatchPrefetchTests
{
    private const int Labels = 10;

    private static readonly ToyModule _vqa = ToyModule.Vqa();

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Take_FromAnyStepOn_GivesWhatWouldBeComposedThen(int first)
    {
        using var toy = new Toy(new WatchedProbes());
        using var prefetch = toy.Prefetch();

        for (var step = first; step < toy.Set.TotalSteps; step++)
        {
            var batch = prefetch.Take(step);

            var indices = toy.Set.Batch(step).ToArray();
            TrainingItem[] steps = [.. indices.Select(i => toy.Set.Items[i])];
            Assert.Equal(indices, batch.Indices);
            Assert.Equal(steps, batch.Steps);
            Assert.Equal(toy.Sampler.Draw(step, steps).Select(FeaturesOf), batch.Probes.Select(FeaturesOf));
            Assert.NotEmpty(batch.Probes);
        }
    }

    [Fact]
    public void Take_WithoutProbes_GivesLabelledSteps()
    {
        using var toy = new Toy(new WatchedProbes());
        using var prefetch = new BatchPrefetch(toy.Set, null);

        var batch = prefetch.Take(0);

        Assert.Equal(toy.Settings.BatchSize, batch.Steps.Length);
        Assert.Empty(batch.Probes);
    }

    [Fact]
    public void Take_BatchAtWork_NextBatchIsComposedOnAnotherThread()
    {
        var probes = new WatchedProbes();
        using var toy = new Toy(probes);
        using var prefetch = toy.Prefetch();

        prefetch.Take(0);

        Assert.True(SpinWait.SpinUntil(() => probes.Drawn == 2, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void Take_LastStep_ComposesNothingFurther()
    {
        var probes = new WatchedProbes();
        using var toy = new Toy(probes);
        using (var prefetch = toy.Prefetch())
        {
            prefetch.Take(toy.Set.TotalSteps - 1);
        }

        Assert.Equal(1, probes.Drawn);
    }

    [Fact]
    public void Take_SourceThrows_ItsErrorComesWithItsStep()
    {
        using var toy = new Toy(new WatchedProbes(drawn => drawn == 2 ? new InvalidDataException("no probes today") : null));
        using var prefetch = toy.Prefetch();

        prefetch.Take(0);

        Assert.Equal("no probes today", Assert.Throws<InvalidDataException>(() => prefetch.Take(1)).Message);
    }

    [Fact]
    public async Task Dispose_NextBatchIsBeingComposed_WaitsForIt()
    {
        using var release = new ManualResetEventSlim();
        var probes = new WatchedProbes(drawn =>
        {
            if (drawn == 2)
            {
                release.Wait(TimeSpan.FromMinutes(1));
            }

            return null;
        });
        using var toy = new Toy(probes);
        var prefetch = toy.Prefetch();
        prefetch.Take(0);

        var disposing = Task.Run(prefetch.Dispose, TestContext.Current.CancellationToken);
        Assert.NotSame(disposing, await Task.WhenAny(disposing, Task.Delay(50, TestContext.Current.CancellationToken)));
        release.Set();
        await disposing;

        Assert.Equal(2, probes.Ended);
    }

    private static float[] FeaturesOf(StudentInput input) => ((ToyInput)input).Features;

    /// <summary>The labelled steps of a toy, in batches of 4.</summary>
    private sealed class Toy : IDisposable
    {
        private readonly IStudent _student;

        public Toy(IProbeSource probes)
        {
            _student = _vqa.CreateStudent();
            Settings = ModuleTrainingSettings.For("VQA", new StepwiseDistillerOptions { BatchSize = 4, Epochs = 2, ProbeRatio = 1.5 });
            using var scope = torch.NewDisposeScope();
            LabelledStep[] labels = [.. Enumerable.Range(0, Labels).Select(Labelled)];
            var objective = StepObjective.For(_student.Forward([_student.Prepare(labels[0].Record.ToCall())]), _student, 0.5);
            Set = TrainingSet.Create(labels, _student, objective, Settings, TestContext.Current.CancellationToken);
            Sampler = new ProbeSampler(new ToyProbes(), _student, Settings);
            Watched = new ProbeSampler(probes, _student, Settings);
        }

        public ModuleTrainingSettings Settings { get; }

        public TrainingSet Set { get; }

        /// <summary>Draws what the watched source draws.</summary>
        public ProbeSampler Sampler { get; }

        private ProbeSampler Watched { get; }

        public BatchPrefetch Prefetch() => new(Set, Watched);

        public void Dispose() => _student.Dispose();

        private static LabelledStep Labelled(int number) => new(
            new StepRecord
            {
                RunId = $"r{number}",
                StepIndex = 0,
                Module = "VQA",
                Version = new ModuleVersion("v"),
                Arguments = ImmutableDictionary<string, ProgramValue>.Empty.Add("image", ToyImages.Create(number)).Add("question", new TextValue("colour")),
                Span = default,
                Duration = TimeSpan.Zero,
            },
            ToyTask.Example("e", "VQA colour", 1),
            StepLabel.ForAnswers(new AnswerDistribution([new("red", 0.6), new("blue", 0.3)]), 1, "test"));
    }

    /// <summary>The toy's probes; counts how often it was asked, and fails where it is told to.</summary>
    private sealed class WatchedProbes(Func<int, Exception?>? problemOf = null) : IProbeSource
    {
        private readonly ToyProbes _probes = new();
        private int _drawn;
        private int _ended;

        public int Drawn => Volatile.Read(ref _drawn);

        public int Ended => Volatile.Read(ref _ended);

        public string Name => _probes.Name;

        public IReadOnlyList<ModuleCall> CreateProbes(IReadOnlyList<StepRecord> steps, int count, long seed)
        {
            var drawn = Interlocked.Increment(ref _drawn);
            if (problemOf?.Invoke(drawn) is { } problem)
            {
                throw problem;
            }

            Interlocked.Increment(ref _ended);
            return _probes.CreateProbes(steps, count, seed);
        }
    }
}
