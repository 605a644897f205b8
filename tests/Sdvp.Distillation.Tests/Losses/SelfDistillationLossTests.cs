using CsCheck;
using Sdvp.Distillation.Losses;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Tests.Losses;

public sealed class SelfDistillationLossTests
{
    private static readonly double[] Student = [0.2, -1.0, 0.7, 1.5, 0.1, -0.4];
    private static readonly double[] Snapshot = [1.2, -0.3, 0.1, 0.5, 0.6, -2.0];

    private static readonly Gen<double[]> Logits = Gen.Double[-8, 8].Array[6];

    [Fact]
    public void Answers_TwoRows_EqualsTheFormulaByHand()
    {
        static double[] Soften(double[] logits, int row)
        {
            double[] powers = [.. logits.Skip(row * 3).Take(3).Select(z => Math.Exp(z / 2))];
            return [.. powers.Select(p => p / powers.Sum())];
        }

        var expected = 4 * Enumerable.Range(0, 2).Average(row =>
            Soften(Snapshot, row).Zip(Soften(Student, row), (q, p) => q * Math.Log(q / p)).Sum());

        Assert.Equal(expected, Answers(Student, Snapshot), 1e-12);
    }

    [Fact]
    public void Regions_TwoRows_EqualsTheFormulaByHand()
    {
        static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x / 2));
        var expected = 4 * Snapshot.Zip(Student, (s0, s) =>
        {
            double q = Sigmoid(s0), p = Sigmoid(s);
            return (q * Math.Log(q / p)) + ((1 - q) * Math.Log((1 - q) / (1 - p)));
        }).Average();

        Assert.Equal(expected, Regions(Student, Snapshot), 1e-12);
    }

    [Fact]
    public void Answers_Gradient_EqualsFiniteDifferences() =>
        LossCheck.GradientIsRight(Student, [2, 3], z => SelfDistillationLoss.Answers(z, tensor(Snapshot, 2, 3), 2));

    [Fact]
    public void Regions_Gradient_EqualsFiniteDifferences() =>
        LossCheck.GradientIsRight(Student, [2, 3], z => SelfDistillationLoss.Regions(z, tensor(Snapshot, 2, 3), 2));

    [Fact]
    public void Answers_StudentEqualsSnapshot_LossAndGradientAreZero() => Logits.Sample(logits =>
    {
        Assert.Equal(0, Answers(logits, logits));
        Assert.All(LossCheck.Gradient(logits, [2, 3], z => SelfDistillationLoss.Answers(z, tensor(logits, 2, 3), 2)), g => Assert.Equal(0, g, 1e-12));
    }, iter: 50, threads: 1);

    [Fact]
    public void Regions_StudentEqualsSnapshot_LossAndGradientAreZero() => Logits.Sample(logits =>
    {
        Assert.Equal(0, Regions(logits, logits));
        Assert.All(LossCheck.Gradient(logits, [2, 3], z => SelfDistillationLoss.Regions(z, tensor(logits, 2, 3), 2)), g => Assert.Equal(0, g, 1e-12));
    }, iter: 50, threads: 1);

    [Fact]
    public void Losses_AnyLogits_AreNotNegative() => Gen.Select(Logits, Logits).Sample((student, snapshot) =>
        Answers(student, snapshot) >= -1e-12 && Regions(student, snapshot) >= -1e-12, iter: 200, threads: 1);

    [Fact]
    public void Answers_HighTemperature_GradientKeepsItsSize()
    {
        double Size(double temperature) => LossCheck.Gradient(Student, [2, 3], z => SelfDistillationLoss.Answers(z, tensor(Snapshot, 2, 3), temperature)).Max(Math.Abs);

        // Without T² the second would be a hundredth of the first.
        Assert.InRange(Size(100) / Size(10), 0.9, 1.1);
    }

    [Fact]
    public void Answers_SnapshotWithGradient_TakesNone()
    {
        using var scope = NewDisposeScope();
        var snapshot = tensor(Snapshot, 2, 3, requires_grad: true);
        var student = tensor(Student, 2, 3, requires_grad: true);

        SelfDistillationLoss.Answers(student, snapshot, 2).backward();

        Assert.Null(snapshot.grad);
        Assert.NotNull(student.grad);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    public void Answers_TemperatureOutOfRange_Throws(double temperature)
    {
        using var scope = NewDisposeScope();

        Assert.Throws<ArgumentOutOfRangeException>(() => SelfDistillationLoss.Answers(zeros(1, 2), zeros(1, 2), temperature));
    }

    private static double Answers(double[] student, double[] snapshot)
    {
        using var scope = NewDisposeScope();
        return SelfDistillationLoss.Answers(tensor(student, 2, 3), tensor(snapshot, 2, 3), 2).item<double>();
    }

    private static double Regions(double[] student, double[] snapshot)
    {
        using var scope = NewDisposeScope();
        return SelfDistillationLoss.Regions(tensor(student, 2, 3), tensor(snapshot, 2, 3), 2).item<double>();
    }
}
