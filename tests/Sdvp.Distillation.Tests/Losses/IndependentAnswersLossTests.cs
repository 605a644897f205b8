using Sdvp.Core.Modules;
using Sdvp.Distillation.Losses;
using Sdvp.Distillation.Training;
using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Tests.Losses;

public sealed class IndependentAnswersLossTests
{
    private static readonly double[] Logits = [0.2, -1.0, 0.7, 1.5, 0.1, -0.4];
    private static readonly double[] Snapshot = [1.2, -0.3, 0.1, 0.5, 0.6, -2.0];
    private static readonly double[] Targets = [1.0, 0.6, 0.0, 0.0, 0.3, 1.0];
    private static readonly double[] Certainties = [1, 1, 0.5, 1, 0, 1];

    [Fact]
    public void Stepwise_TwoRows_EqualsTheFormulaByHand()
    {
        static double Surprise(int i)
        {
            var p = 1 / (1 + Math.Exp(-Logits[i]));
            return Certainties[i] * -((Targets[i] * Math.Log(p)) + ((1 - Targets[i]) * Math.Log(1 - p)));
        }

        var expected = ((2.0 * (Surprise(0) + Surprise(1) + Surprise(2))) + (0.5 * (Surprise(3) + Surprise(4) + Surprise(5)))) / 2.5;

        Assert.Equal(expected, Stepwise(tensor(Logits, 2, 3)), 1e-12);
    }

    [Fact]
    public void Stepwise_EqualWeights_IsTheLossThatViltWasTrainedWith()
    {
        using var scope = NewDisposeScope();
        var (logits, targets) = (tensor(Logits, 2, 3), tensor(Targets, 2, 3));

        var expected = nn.functional.binary_cross_entropy_with_logits(logits, targets).item<double>() * 3;

        Assert.Equal(expected, StepwiseLoss.IndependentAnswers(logits, targets, ones(2, 3, float64), ones(2, float64)).item<double>(), 1e-12);
    }

    [Fact]
    public void Stepwise_Gradient_EqualsFiniteDifferences() => LossCheck.GradientIsRight(
        Logits, [2, 3], z => StepwiseLoss.IndependentAnswers(z, tensor(Targets, 2, 3), tensor(Certainties, 2, 3), tensor(new[] { 2.0, 0.5 })));

    [Fact]
    public void SelfDistillation_IsTheMeanOverCandidatesTimesTheirNumber()
    {
        using var scope = NewDisposeScope();
        var (student, snapshot) = (tensor(Logits, 2, 3), tensor(Snapshot, 2, 3));

        Assert.Equal(
            SelfDistillationLoss.Regions(student, snapshot, 2).item<double>() * 3, SelfDistillationLoss.IndependentAnswers(student, snapshot, 2).item<double>(), 1e-12);
        Assert.Equal(0, SelfDistillationLoss.IndependentAnswers(student, student, 2).item<double>());
    }

    [Fact]
    public void SelfDistillation_Gradient_EqualsFiniteDifferences() =>
        LossCheck.GradientIsRight(Logits, [2, 3], z => SelfDistillationLoss.IndependentAnswers(z, tensor(Snapshot, 2, 3), 2));

    [Fact]
    public void SelfDistillation_PaddedCandidates_DoNotCount()
    {
        using var scope = NewDisposeScope();
        var padding = full([2, 2], CandidateLogits.Padding, float64);
        var (student, snapshot) = (tensor(Logits, 2, 3), tensor(Snapshot, 2, 3));

        Assert.Equal(
            SelfDistillationLoss.IndependentAnswers(student, snapshot, 2).item<double>(),
            SelfDistillationLoss.IndependentAnswers(cat([student, padding], 1), cat([snapshot, padding], 1), 2).item<double>(),
            1e-12);
    }

    [Theory]
    [InlineData(null, 0.7f)]
    [InlineData(1f, 1f)]
    public void Target_OfDistribution_KeepsProbabilitiesAndWhatIsKnownOfTheRest(float? rest, float expected)
    {
        var answers = new AnswerDistribution([new("a", 0.2), new("b", 0.5), new("c", 0)]);

        var target = IndependentTarget.Create(answers, answer => answer switch { "b" => 0, "c" => 2, _ => -1 }, rest, 3)!;
        var (probabilities, certainties, weights) = IndependentTarget.ToDense([target], 4);

        Assert.Equal([0.5f, 0, 0, 0], probabilities);
        Assert.Equal([1, expected, 1, expected], certainties);
        Assert.Equal([3f], weights);
        Assert.Null(IndependentTarget.Create(answers, _ => -1, rest, 3));
    }

    private static double Stepwise(Tensor logits)
    {
        using var scope = NewDisposeScope();
        return StepwiseLoss.IndependentAnswers(logits, tensor(Targets, 2, 3), tensor(Certainties, 2, 3), tensor(new[] { 2.0, 0.5 })).item<double>();
    }
}
