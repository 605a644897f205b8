using Sdvp.Distillation.Losses;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Tests.Losses;

public sealed class DetectionLossTests
{
    private static readonly double[] Scores = [0.3, -0.8, 1.2, -0.4, 0.9, -1.5];
    private static readonly double[] Boxes = [
        0.1, 0.1, 0.4, 0.5, 0.55, 0.2, 0.9, 0.8, 0.3, 0.6, 0.5, 0.95,
        0.0, 0.0, 0.2, 0.2, 0.45, 0.4, 0.8, 0.7, 0.1, 0.7, 0.3, 0.9];

    private static readonly DetectionTarget[][] Objects = [
        [new(0.52f, 0.25f, 0.95f, 0.83f, 1, 1), new(0.12f, 0.05f, 0.43f, 0.47f, 0.6f, 0.5f)],
        [new(0.5f, 0.42f, 0.77f, 0.76f, 1, 1)]];

    private static readonly float[] Weights = [1, 0.5f];

    [Fact]
    public void Objects_OneRow_EqualsTheFormulaByHand()
    {
        // The object lies nearest to candidate 1; the others are negative.
        double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
        double Negative(double s) => 0.75 * Math.Pow(Sigmoid(s), 2) * -Math.Log(1 - Sigmoid(s));
        double Positive(double s) => 0.25 * Math.Pow(1 - Sigmoid(s), 2) * -Math.Log(Sigmoid(s));
        var distance = Math.Abs(0.725 - 0.735) + Math.Abs(0.5 - 0.54) + Math.Abs(0.35 - 0.43) + Math.Abs(0.6 - 0.58);
        const double Common = 0.35 * 0.55, Union = (0.35 * 0.6) + (0.43 * 0.58) - Common, Hull = 0.43 * 0.63;
        var apart = 1 - ((Common / Union) - ((Hull - Union) / Hull));
        var expected = (2 * (Negative(0.3) + Positive(-0.8) + Negative(1.2))) + (5 * distance) + (2 * apart);

        using var scope = NewDisposeScope();
        var loss = DetectionLoss.Objects(tensor(Scores[..3], 1, 3), tensor(Boxes[..12], 1, 3, 4), [[Objects[0][0]]], [1]);

        Assert.Equal(expected, loss.item<double>(), 1e-6);
    }

    [Fact]
    public void Objects_NoObjects_OnlyScoresFallAndBoxesLearnNothing()
    {
        using var scope = NewDisposeScope();
        var scores = tensor(Scores, [2, 3], requires_grad: true);
        var boxes = tensor(Boxes, [2, 3, 4], requires_grad: true);

        DetectionLoss.Objects(scores, boxes, [[], []], Weights).backward();

        Assert.All(scores.grad!.data<double>().ToArray(), g => Assert.True(g > 0));
        Assert.Null(boxes.grad);
    }

    [Fact]
    public void Objects_GradientOfScores_EqualsFiniteDifferences() =>
        LossCheck.GradientIsRight(Scores, [2, 3], s => DetectionLoss.Objects(s, tensor(Boxes, 2, 3, 4), Objects, Weights));

    [Fact]
    public void Objects_GradientOfBoxes_EqualsFiniteDifferences() =>
        LossCheck.GradientIsRight(Boxes, [2, 3, 4], b => DetectionLoss.Objects(tensor(Scores, 2, 3), b, Objects, Weights));

    [Fact]
    public void Objects_RowOfWeightZero_DoesNotCount()
    {
        double Loss(double score) => With(scope => DetectionLoss.Objects(
            tensor([.. Scores[..3], score, score, score], 2, 3), tensor(Boxes, 2, 3, 4), Objects, [1, 0]).item<double>());

        Assert.Equal(Loss(-3), Loss(5), 1e-9);
    }

    [Fact]
    public void Objects_MoreObjectsThanCandidates_TheFirstOnesCount()
    {
        using var scope = NewDisposeScope();
        DetectionTarget[] many = [.. Enumerable.Repeat(Objects[0][0], 5)];

        Assert.True(double.IsFinite(DetectionLoss.Objects(tensor(Scores[..3], 1, 3), tensor(Boxes[..12], 1, 3, 4), [many], [1]).item<double>()));
        Assert.Equal([-1, -1], DetectionMatcher.Assign([0, 0, 0], [.. Boxes[..12].Select(b => (float)b)], many, new DetectionLossOptions())[3..]);
    }

    [Fact]
    public void Objects_ShapesThatDoNotFit_Throws()
    {
        using var scope = NewDisposeScope();

        var error = Assert.Throws<ArgumentException>(() => DetectionLoss.Objects(zeros(2, 3), zeros(2, 4, 4), Objects, Weights));

        Assert.Contains("[2, 4, 4]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Objects_ManyCalls_LeavesNoTensors() => LeakCheck.AssertLeavesNothing(() => With(_ =>
    {
        var scores = tensor(Scores, [2, 3], requires_grad: true);
        DetectionLoss.Objects(scores, tensor(Boxes, 2, 3, 4), Objects, Weights).backward();
        return 0.0;
    }));

    [Fact]
    public void Assign_TwoObjectsNearOneCandidate_TheSumDecides()
    {
        // Both objects are nearest to the first candidate; the second object loses less by going to the second one.
        float[] boxes = [0.4f, 0.4f, 0.6f, 0.6f, 0.5f, 0.4f, 0.7f, 0.6f];
        DetectionTarget[] objects = [new(0.39f, 0.4f, 0.59f, 0.6f, 1, 1), new(0.43f, 0.4f, 0.63f, 0.6f, 1, 1)];

        Assert.Equal([0, 1], DetectionMatcher.Assign([0, 0], boxes, objects, new DetectionLossOptions()));
    }

    [Fact]
    public void Generalized_KnownPairs_EqualsTheDefinition()
    {
        using var scope = NewDisposeScope();
        var first = tensor(new[] { 0.0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1 }, 3, 4);
        var second = tensor(new[] { 0.0, 0, 1, 1, 2, 0, 3, 1, 0.5, 0, 1.5, 1 }, 3, 4);

        var overlap = BoxOverlap.Generalized(first, second).data<double>().ToArray();

        Assert.Equal([1, -1.0 / 3, 1.0 / 3], overlap, (a, b) => Math.Abs(a - b) < 1e-9);
    }

    private static double With(Func<TorchSharp.DisposeScope, double> work)
    {
        using var scope = NewDisposeScope();
        return work(scope);
    }
}
