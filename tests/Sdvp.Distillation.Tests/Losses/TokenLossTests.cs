using CsCheck;
using Sdvp.Distillation.Losses;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Tests.Losses;

public sealed class TokenLossTests
{
    // Two sequences of two and one tokens, of a vocabulary of three.
    private static readonly double[] Logits = [0.2, -1.0, 0.7, 1.5, 0.1, -0.4, -0.3, 0.9, 0.4, 5, 5, 5];
    private static readonly double[] Snapshot = [1.2, -0.3, 0.1, 0.5, 0.6, -2.0, 0.3, 0.2, -0.4, -7, 7, 0];
    private static readonly long[] Shape = [2, 2, 3];
    private static readonly long[] Targets = [2, 0, 1, 0];
    private static readonly double[] Mask = [1, 1, 1, 0];
    private static readonly double[] Weights = [2.0, 0.5];

    private static readonly Gen<double[]> AnyLogits = Gen.Double[-8, 8].Array[12];

    [Fact]
    public void Stepwise_TwoSequences_EqualsTheFormulaByHand()
    {
        double Surprise(int place) => Math.Log(Enumerable.Range(0, 3).Sum(v => Math.Exp(Logits[(place * 3) + v]))) - Logits[(place * 3) + (int)Targets[place]];

        var expected = ((2.0 * (Surprise(0) + Surprise(1))) + (0.5 * Surprise(2))) / 2.5;

        Assert.Equal(expected, Stepwise(Logits), 1e-12);
    }

    [Fact]
    public void Stepwise_PlaceWithoutToken_DoesNotCount()
    {
        double[] other = [.. Logits[..9], -3, 0, 99];

        Assert.Equal(Stepwise(Logits), Stepwise(other), 1e-12);
    }

    [Fact]
    public void Stepwise_Gradient_EqualsFiniteDifferences() =>
        LossCheck.GradientIsRight(Logits, Shape, z => StepwiseLoss.Tokens(z, tensor(Targets, 2, 2), tensor(Mask, 2, 2), tensor(Weights)));

    [Fact]
    public void Stepwise_AllWeightsZero_LossIsZero()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(0, StepwiseLoss.Tokens(tensor(Logits, Shape), tensor(Targets, 2, 2), tensor(Mask, 2, 2), zeros(2, float64)).item<double>());
    }

    [Fact]
    public void SelfDistillation_TwoSequences_EqualsTheFormulaByHand()
    {
        static double[] Soften(double[] logits, int place)
        {
            double[] powers = [.. logits.Skip(place * 3).Take(3).Select(z => Math.Exp(z / 2))];
            return [.. powers.Select(p => p / powers.Sum())];
        }

        static double Divergence(int place) => Soften(Snapshot, place).Zip(Soften(Logits, place), (q, p) => q * Math.Log(q / p)).Sum();
        var expected = 4 * ((2.0 * (Divergence(0) + Divergence(1))) + (0.5 * Divergence(2))) / 2.5;

        Assert.Equal(expected, Self(Logits, Snapshot), 1e-12);
    }

    [Fact]
    public void SelfDistillation_Gradient_EqualsFiniteDifferences() => LossCheck.GradientIsRight(
        Logits, Shape, z => SelfDistillationLoss.Tokens(z, tensor(Snapshot, Shape), tensor(Mask, 2, 2), tensor(Weights), 2));

    [Fact]
    public void SelfDistillation_StudentEqualsSnapshot_LossAndGradientAreZero() => AnyLogits.Sample(
        logits =>
        {
            Assert.Equal(0, Self(logits, logits));
            var gradient = LossCheck.Gradient(logits, Shape, z => SelfDistillationLoss.Tokens(z, tensor(logits, Shape), tensor(Mask, 2, 2), tensor(Weights), 2));
            Assert.All(gradient, g => Assert.Equal(0, g, 1e-12));
        },
        iter: 50,
        threads: 1);

    [Fact]
    public void SelfDistillation_SnapshotWithGradient_TakesNone()
    {
        using var scope = NewDisposeScope();
        var snapshot = tensor(Snapshot, Shape, requires_grad: true);
        var student = tensor(Logits, Shape, requires_grad: true);

        SelfDistillationLoss.Tokens(student, snapshot, tensor(Mask, 2, 2), tensor(Weights), 2).backward();

        Assert.Null(snapshot.grad);
        Assert.NotNull(student.grad);
    }

    [Fact]
    public void Losses_ShapesThatDoNotFit_Throw()
    {
        using var scope = NewDisposeScope();
        var logits = zeros(2, 2, 3);

        Assert.Throws<ArgumentException>(() => StepwiseLoss.Tokens(zeros(2, 3), zeros(2, 2, int64), zeros(2, 2), zeros(2)));
        Assert.Throws<ArgumentException>(() => StepwiseLoss.Tokens(logits, zeros(2, 3, int64), zeros(2, 2), zeros(2)));
        Assert.Throws<ArgumentException>(() => StepwiseLoss.Tokens(logits, zeros(2, 2, int64), zeros(1, 2), zeros(2)));
        Assert.Throws<ArgumentException>(() => StepwiseLoss.Tokens(logits, zeros(2, 2, int64), zeros(2, 2), zeros(3)));
        Assert.Throws<ArgumentException>(() => SelfDistillationLoss.Tokens(logits, zeros(2, 2, 4), zeros(2, 2), zeros(2), 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => SelfDistillationLoss.Tokens(logits, logits, zeros(2, 2), zeros(2), 0));
    }

    private static double Stepwise(double[] logits)
    {
        using var scope = NewDisposeScope();
        return StepwiseLoss.Tokens(tensor(logits, Shape), tensor(Targets, 2, 2), tensor(Mask, 2, 2), tensor(Weights)).item<double>();
    }

    private static double Self(double[] student, double[] snapshot)
    {
        using var scope = NewDisposeScope();
        return SelfDistillationLoss.Tokens(tensor(student, Shape), tensor(snapshot, Shape), tensor(Mask, 2, 2), tensor(Weights), 2).item<double>();
    }
}
