using Sdvp.Distillation.Losses;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Tests.Losses;

public sealed class StepwiseLossTests
{
    private static readonly double[] Logits = [0.2, -1.0, 0.7, 1.5, 0.1, -0.4];
    private static readonly double[] Targets = [0.7, 0.3, 0.0, 0.0, 0.0, 1.0];

    [Fact]
    public void Answers_TwoRows_EqualsTheFormulaByHand()
    {
        double Row(int row) => -Enumerable.Range(0, 3).Sum(v => Targets[(row * 3) + v]
            * (Logits[(row * 3) + v] - Math.Log(Enumerable.Range(0, 3).Sum(u => Math.Exp(Logits[(row * 3) + u])))));

        var expected = ((2.0 * Row(0)) + (0.5 * Row(1))) / 2.5;

        Assert.Equal(expected, Answers(Logits, [2.0, 0.5]), 1e-12);
    }

    [Fact]
    public void Answers_WeightsScaledTogether_SameLoss() => Assert.Equal(Answers(Logits, [2.0, 0.5]), Answers(Logits, [20, 5]), 1e-12);

    [Fact]
    public void Answers_RowOfWeightZero_DoesNotCount() =>
        Assert.Equal(Answers(Logits, [1, 0]), Answers([0.2, -1.0, 0.7, 9, 9, -9], [1, 0]), 1e-12);

    [Fact]
    public void Answers_AllWeightsZero_LossAndGradientAreZero()
    {
        Assert.Equal(0, Answers(Logits, [0, 0]));
        Assert.All(LossCheck.Gradient(Logits, [2, 3], z => StepwiseLoss.Answers(z, tensor(Targets, 2, 3), zeros(2, float64))), g => Assert.Equal(0, g));
    }

    [Fact]
    public void Answers_Gradient_EqualsFiniteDifferences() =>
        LossCheck.GradientIsRight(Logits, [2, 3], z => StepwiseLoss.Answers(z, tensor(Targets, 2, 3), tensor(new[] { 2.0, 0.5 })));

    [Fact]
    public void Answers_TargetsOfAnotherShape_Throws()
    {
        using var scope = NewDisposeScope();

        var error = Assert.Throws<ArgumentException>(() => StepwiseLoss.Answers(zeros(2, 3), zeros(3), zeros(2)));

        Assert.Contains("[3]", error.Message, StringComparison.Ordinal);
        Assert.Contains("[2, 3]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_WeightsOfAnotherShape_Throws()
    {
        using var scope = NewDisposeScope();

        Assert.Throws<ArgumentException>(() => StepwiseLoss.Answers(zeros(2, 3), zeros(2, 3), zeros(3)));
    }

    [Fact]
    public void Regions_TwoRows_EqualsTheFormulaByHand()
    {
        double[] scores = [0.5, -2.0, 1.0, 0.0], targets = [1, 0, 0.25, 0], weights = [1, 2, 0.5, 0];
        static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
        var sum = Enumerable.Range(0, 4).Sum(i => weights[i] * -((targets[i] * Math.Log(Sigmoid(scores[i]))) + ((1 - targets[i]) * Math.Log(Sigmoid(-scores[i])))));

        using var scope = NewDisposeScope();
        var loss = StepwiseLoss.Regions(tensor(scores, 2, 2), tensor(targets, 2, 2), tensor(weights, 2, 2));

        Assert.Equal(sum / 3.5, loss.item<double>(), 1e-12);
    }

    [Fact]
    public void Regions_Gradient_EqualsFiniteDifferencesAndIsZeroWithoutLabel()
    {
        double[] scores = [0.5, -2.0, 1.0, 0.0], targets = [1, 0, 0.25, 0], weights = [1, 2, 0.5, 0];
        Tensor Loss(Tensor s) => StepwiseLoss.Regions(s, tensor(targets, 2, 2), tensor(weights, 2, 2));

        LossCheck.GradientIsRight(scores, [2, 2], Loss);
        Assert.Equal(0, LossCheck.Gradient(scores, [2, 2], Loss)[3]);
    }

    [Fact]
    public void Regions_NothingAssigned_LossIsZero()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(0, StepwiseLoss.Regions(ones(2, 2, float64), ones(2, 2, float64), zeros(2, 2, float64)).item<double>());
    }

    private static double Answers(double[] logits, double[] weights)
    {
        using var scope = NewDisposeScope();
        return StepwiseLoss.Answers(tensor(logits, 2, 3), tensor(Targets, 2, 3), tensor(weights)).item<double>();
    }
}
