using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Recording;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;
using Sdvp.Distillation.Labelling;
using Sdvp.Distillation.Losses;
using Sdvp.Distillation.Tests.Toys;
using Sdvp.Distillation.Training;
using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Tests.Training;

public sealed class StepObjectiveTests : IDisposable
{
    private static readonly CandidateObjective Match = new(StandardSignatures.Match(), AnswerScoring.Exclusive);
    private static readonly RegionObjective Loc = new(StandardSignatures.Loc(), 0.5);

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Stepwise_CandidatesThatDifferByCall_EqualsTheFormulaByHand()
    {
        var logits = tensor(new[] { 1f, 2f, 0.5f, 3f, CandidateLogits.Padding, CandidateLogits.Padding, 0.2f, -0.1f, CandidateLogits.Padding }, [3, 3], requires_grad: true);
        var output = new CandidateLogits(logits, [["a", "b", "c"], ["d"], ["b", "e"]]);
        StepTarget[] targets =
        [
            Match.Encode(Labelled(MatchCall("a", "b", "a", "c"), Answers(("b", 0.6), ("c", 0.2), ("zebra", 0.2))))!,
            Match.Encode(Labelled(MatchCall("d"), Answers(("d", 1))))!,
            Match.Encode(Labelled(MatchCall("b", "e"), Answers(("e", 1))))!,
        ];

        var loss = Match.Stepwise(output, Batch(targets));
        loss.backward();

        double LogSum(params double[] values) => Math.Log(values.Sum(Math.Exp));
        var first = -((0.75 * (2 - LogSum(1, 2, 0.5))) + (0.25 * (0.5 - LogSum(1, 2, 0.5))));
        var third = -(-0.1 - LogSum(0.2, -0.1));
        Assert.Equal((first + 0 + third) / 3, loss.item<float>(), 1e-6);
        Assert.Equal([0f, 0f], new[] { logits.grad![1, 1].item<float>(), logits.grad![2, 2].item<float>() });
    }

    [Fact]
    public void Encode_AnswersThatTheCallDoesNotOffer_CannotBeLearned() =>
        Assert.Null(Match.Encode(Labelled(MatchCall("a", "b"), Answers(("zebra", 1)))));

    [Fact]
    public void Encode_RegionsForAMatcher_SaysWhichAdapterIsNeeded() => Assert.Contains(
        "labels answers",
        Assert.Throws<InvalidOperationException>(() => Match.Encode(Labelled(MatchCall("a"), StepLabel.ForObjects([], 1, "test")))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void SelfDistillation_ProbesWithFewerCandidates_StudentEqualToItsSnapshotLosesNothing()
    {
        // The step has three candidates, the probe two: alone, the snapshot gives rows of two.
        var logits = tensor(new[] { 1f, 2f, 0.5f, 3f, -1f, CandidateLogits.Padding }, [2, 3], requires_grad: true);
        using var snapshot = new FixedStudent(new CandidateLogits(logits.detach().narrow(0, 1, 1).narrow(1, 0, 2), [["d", "e"]]));
        var batch = Batch(Match.Encode(Labelled(MatchCall("a", "b", "c"), Answers(("a", 1))))!) with { Probes = [new ToyInput([])] };

        var loss = Match.SelfDistillation(new CandidateLogits(logits, [["a", "b", "c"], ["d", "e"]]), batch, Reference(snapshot))!;
        loss.backward();

        Assert.Equal(0, loss.item<float>(), 1e-6);
        Assert.All(logits.grad!.data<float>().ToArray(), g => Assert.Equal(0, g, 1e-6));
    }

    [Fact]
    public void SelfDistillation_ProbesWithFewerCandidates_MovedStudentLoses()
    {
        var logits = tensor(new[] { 1f, 2f, 0.5f, 3f, -1f, CandidateLogits.Padding }, [2, 3]);
        using var snapshot = new FixedStudent(new CandidateLogits(tensor(new[] { 1f, -1f }, 1, 2), [["d", "e"]]));
        var batch = Batch(Match.Encode(Labelled(MatchCall("a", "b", "c"), Answers(("a", 1))))!) with { Probes = [new ToyInput([])] };

        var loss = Match.SelfDistillation(new CandidateLogits(logits, [["a", "b", "c"], ["d", "e"]]), batch, Reference(snapshot))!;

        double Log(double mine, double other) => mine - Math.Log(Math.Exp(mine) + Math.Exp(other));
        var expected = 4 * ((Math.Exp(Log(0.5, -0.5)) * (Log(0.5, -0.5) - Log(1.5, -0.5))) + (Math.Exp(Log(-0.5, 0.5)) * (Log(-0.5, 0.5) - Log(-0.5, 1.5))));
        Assert.Equal(expected, loss.item<float>(), 1e-5);
    }

    [Fact]
    public void Stepwise_AllObjectsKnown_IsTheDetectionLoss()
    {
        var (scores, boxes) = Candidates();
        var target = Loc.Encode(Labelled(LocCall(), StepLabel.ForObjects([new RegionLabel(new PixelBox(10, 10, 50, 40), 1)], 2, "test")))!;

        var loss = Loc.Stepwise(new RegionLogits(scores, boxes), Batch(target));

        var expected = DetectionLoss.Objects(scores, boxes, [[new DetectionTarget(0.1f, 0.2f, 0.5f, 0.8f, 1, 1)]], [2]);
        Assert.Equal(expected.item<float>(), loss.item<float>(), 1e-6);
    }

    [Fact]
    public void Stepwise_NothingToFind_TeachesScoresToFall()
    {
        var (scores, boxes) = Candidates();

        Loc.Stepwise(new RegionLogits(scores, boxes), Batch(Loc.Encode(Labelled(LocCall(), StepLabel.ForObjects([], 1, "test")))!)).backward();

        Assert.All(scores.grad!.data<float>().ToArray(), g => Assert.True(g > 0));
    }

    [Fact]
    public void Stepwise_JudgedAndKnownTogether_IsTheSumOfBoth()
    {
        var (scores, boxes) = Candidates();
        var twice = new RegionLogits(cat([scores, scores], 0), cat([boxes, boxes], 0));
        var judged = Loc.Encode(Labelled(LocCall(), StepLabel.ForRegions([new RegionLabel(new PixelBox(10, 10, 50, 40), 0.3)], 1, "test")))!;
        var known = Loc.Encode(Labelled(LocCall(), StepLabel.ForObjects([new RegionLabel(new PixelBox(10, 10, 50, 40), 1)], 1, "test")))!;

        var both = Loc.Stepwise(twice, Batch(judged, known)).item<float>();

        var one = new RegionLogits(scores, boxes);
        Assert.Equal(Loc.Stepwise(one, Batch(judged)).item<float>() + Loc.Stepwise(one, Batch(known)).item<float>(), both, 1e-5);
    }

    [Fact]
    public void Stepwise_JudgedRegionAtTheBorder_FindsTheCandidateThatReachesBeyond()
    {
        var scores = tensor(new[] { 0.4f }, [1, 1], requires_grad: true);
        var output = new RegionLogits(scores, tensor(new[] { 0.5f, 0.5f, 1.4f, 1.3f }, [1, 1, 4]));

        Loc.Stepwise(output, Batch(Loc.Encode(Labelled(LocCall(), StepLabel.ForRegions([new RegionLabel(new PixelBox(50, 25, 99, 49), 1)], 1, "test")))!)).backward();

        Assert.True(scores.grad!.item<float>() < 0);
    }

    private static TrainingBatch Batch(params StepTarget[] targets) => new(
        [.. Enumerable.Range(0, targets.Length)], [.. targets.Select((t, i) => new TrainingItem(i, Labelled(LocCall(), Answers(("a", 1))).Record, new ToyInput([]), t))], []);

    private static SnapshotReference Reference(IStudent snapshot) =>
        new(snapshot, null, ModuleTrainingSettings.For("MATCH", new StepwiseDistillerOptions { Temperature = 2, ProbeWeight = 1 }));

    private static (Tensor Scores, Tensor Boxes) Candidates() => (
        tensor(new[] { 0.4f, -0.7f }, [1, 2], requires_grad: true),
        tensor(new[] { 0.1f, 0.2f, 0.52f, 0.8f, 0.6f, 0.6f, 0.9f, 0.9f }, [1, 2, 4]));

    private static ModuleCall MatchCall(params string[] texts) => new(ImmutableDictionary<string, ProgramValue>.Empty
        .Add("image", ToyImages.Create(1)).Add("texts", new ListValue([.. texts.Select(t => new TextValue(t))])));

    private static ModuleCall LocCall() => new(ImmutableDictionary<string, ProgramValue>.Empty
        .Add("image", new ImageValue(ImageBuffer.FromRgb(100, 50, new byte[15000]))).Add("object", new TextValue("dog")));

    private static StepLabel Answers(params (string Answer, double Probability)[] answers) =>
        StepLabel.ForAnswers(new AnswerDistribution(answers.Select(a => KeyValuePair.Create(a.Answer, a.Probability))), 1, "test");

    private static LabelledStep Labelled(ModuleCall call, StepLabel label) => new(
        new StepRecord
        {
            RunId = "r",
            StepIndex = 0,
            Module = "M",
            Version = new ModuleVersion("v"),
            Arguments = call.Arguments,
            Span = new SourceSpan(0, 1, 1, 1),
            Duration = TimeSpan.Zero,
        },
        ToyTask.Example("r", "VQA colour", 1),
        label);

    /// <summary>Gives the same output for whatever it is asked.</summary>
    private sealed class FixedStudent(StudentOutput output) : IStudent
    {
        public ModuleSignature Signature => StandardSignatures.Match();

        public nn.Module Network => throw new NotSupportedException();

        public StudentInput Prepare(ModuleCall call) => throw new NotSupportedException();

        public StudentOutput Forward(IReadOnlyList<StudentInput> inputs) => output;

        public ITrainableModule ToModule() => throw new NotSupportedException();

        public void Save(string folder) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
