using static TorchSharp.torch;

namespace Sdvp.Distillation.Tests.Losses;

/// <summary>Gradients as they are and as finite differences say they should be.</summary>
internal static class LossCheck
{
    public static double[] Gradient(double[] values, long[] shape, Func<Tensor, Tensor> loss)
    {
        using var scope = NewDisposeScope();
        var input = tensor(values, shape, requires_grad: true);
        loss(input).backward();
        return input.grad!.data<double>().ToArray();
    }

    public static double[] FiniteDifferences(double[] values, long[] shape, Func<Tensor, Tensor> loss)
    {
        const double Step = 1e-5;
        return [.. values.Select((_, i) => (At(i, Step) - At(i, -Step)) / (2 * Step))];

        double At(int index, double offset)
        {
            using var scope = NewDisposeScope();
            var moved = values.ToArray();
            moved[index] += offset;
            return loss(tensor(moved, shape)).item<double>();
        }
    }

    public static void GradientIsRight(double[] values, long[] shape, Func<Tensor, Tensor> loss)
    {
        var gradient = Gradient(values, shape, loss);
        var expected = FiniteDifferences(values, shape, loss);
        Assert.Contains(gradient, g => Math.Abs(g) > 1e-3);
        for (var i = 0; i < gradient.Length; i++)
        {
            Assert.Equal(expected[i], gradient[i], 1e-6);
        }
    }
}
