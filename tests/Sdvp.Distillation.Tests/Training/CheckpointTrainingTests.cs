using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Recording;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;
using Sdvp.Distillation.Labelling;
using Sdvp.Distillation.Tests.Evaluation;
using Sdvp.Distillation.Tests.Toys;
using Sdvp.Distillation.Training;
using Sdvp.Modules.Clip;
using Sdvp.Modules.OwlVit;
using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Tests.Training;

/// <summary>The trainer with networks of Hugging Face's checkpoints, small ones with random weights.</summary>
[Trait("Category", "Golden")]
public sealed class CheckpointTrainingTests : IDisposable
{
    private static readonly string[] Words = ["a cat", "the red dog", "a blue table", "strawberry", "café"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_MatchWithCandidatesThatDifferByCall_LearnsTheLabels()
    {
        using var module = ClipMatchModule.Load("MATCH", new ClipMatchOptions { Folder = GoldenFolder.Path("clip") }, new DeviceGate(CPU));
        var steps = Enumerable.Range(0, 10).Select(i => Step(
            i,
            Match(i, Words[..(2 + (i % 3))]),
            StepLabel.ForAnswers(new AnswerDistribution([new(Words[i % 2], 0.9), new(Words[1 - (i % 2)], 0.1)]), 1, "test"))).ToList();

        var (trained, result) = Train(module, steps, new MoreWords());

        Improves(result);
        Assert.Contains("on probes", result.Loss, StringComparison.Ordinal);
        Assert.All(result.Curve, p => Assert.True(float.IsFinite(p.SelfDistillation)));
        Assert.Equal(0, result.Curve[0].SelfDistillation, 1e-4);
        Assert.NotEqual(module.Version, trained.Version);
        using var loaded = ClipMatchModule.Load("MATCH", new ClipMatchOptions { Folder = Path.Combine(_folder.Path, "MATCH") }, new DeviceGate(CPU));
        Assert.Equal(trained.Version, loaded.Version);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Train_LocWithKnownObjectsOrJudgedProposals_LearnsTheLabels(bool objectsAreKnown)
    {
        using var module = OwlVitLocModule.Load("LOC", new OwlVitOptions { Folder = GoldenFolder.Path("owlvit") }, new DeviceGate(CPU));
        var steps = new List<LabelledStep>();
        for (var i = 0; i < 6; i++)
        {
            var call = Loc(i);
            var proposals = (await module.InvokeAsync([call], TestContext.Current.CancellationToken))[0].Proposals;
            steps.Add(Step(i, call, objectsAreKnown
                ? StepLabel.ForObjects([new RegionLabel(new PixelBox(10, 10, 50, 40), 1)], 1, "test")
                : StepLabel.ForRegions([.. proposals.Take(4).Select((p, k) => new RegionLabel(p.Box, k % 2))], 1, "test")));
        }

        var (trained, result) = Train(module, steps, null);

        Improves(result);
        Assert.NotEqual(module.Version, trained.Version);
    }

    private (ITrainableModule Module, TrainedModule Training) Train(ITrainableModule module, List<LabelledStep> steps, IProbeSource? probes)
    {
        var options = new StepwiseDistillerOptions { Epochs = 8, BatchSize = 4, LearningRate = 2e-3, WarmupFraction = 0, SelfDistillationWeight = 0.1 };
        var trainer = new ModuleTrainer(
            ModuleTrainingSettings.For(module.Signature.Name, options), 1000, new DeviceGate(CPU), TimeProvider.System, NullLogger.Instance);
        return trainer.Train(module, steps, probes, [], new TrainingFiles(_folder.Path, module.Signature.Name), (_, _, _) => { }, TestContext.Current.CancellationToken)!.Value;
    }

    private static void Improves(TrainedModule result)
    {
        var quarter = result.Curve.Length / 4;
        var (first, last) = (result.Curve.Take(quarter).Average(p => p.Stepwise), result.Curve.TakeLast(quarter).Average(p => p.Stepwise));
        Assert.True(last < 0.9 * first, $"The loss went from {first} to {last}.");
    }

    private static ImageValue Image(int seed)
    {
        var pixels = new byte[64 * 48 * 3];
        new Random(seed).NextBytes(pixels);
        return new ImageValue(ImageBuffer.FromRgb(64, 48, pixels));
    }

    private static ModuleCall Match(int seed, IEnumerable<string> texts) => new(ImmutableDictionary<string, ProgramValue>.Empty
        .Add("image", Image(seed)).Add("texts", new ListValue([.. texts.Select(t => new TextValue(t))])));

    private static ModuleCall Loc(int seed) => new(ImmutableDictionary<string, ProgramValue>.Empty
        .Add("image", Image(seed)).Add("object", new TextValue(Words[seed % Words.Length])));

    private static LabelledStep Step(int index, ModuleCall call, StepLabel label) => new(
        new StepRecord
        {
            RunId = $"r{index}",
            StepIndex = 0,
            Module = "M",
            Version = new ModuleVersion("v"),
            Arguments = call.Arguments,
            Span = new SourceSpan(0, 1, 1, 1),
            Duration = TimeSpan.Zero,
        },
        ToyTask.Example($"r{index}", "VQA colour", 1),
        label);

    /// <summary>Asks about more words than any step, so that rows differ in length.</summary>
    private sealed class MoreWords : IProbeSource
    {
        public string Name => "more-words";

        public IReadOnlyList<ModuleCall> CreateProbes(IReadOnlyList<StepRecord> steps, int count, long seed) =>
            [.. Enumerable.Range(0, count).Select(i => Match((int)((seed + i) % 100), Words[..(1 + (int)((seed + i) % Words.Length))]))];
    }
}
