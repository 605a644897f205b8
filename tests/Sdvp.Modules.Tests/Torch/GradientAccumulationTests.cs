using Sdvp.Modules.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Torch;

public sealed class GradientAccumulationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(100)]
    public void Run_AnySize_GivesTheGradientOfTheWhole(int size)
    {
        using var scope = NewDisposeScope();
        var items = Enumerable.Range(1, 7).Select(i => i / 3f).ToArray();
        var whole = new Parameter(tensor(new[] { 0.3f, -0.7f }));
        var parts = new Parameter(tensor(new[] { 0.3f, -0.7f }));
        using var optimizer = new AdamWOptimizer([parts]);
        var loss = Loss(whole, items);
        loss.backward();

        var mean = GradientAccumulation.Run(items, size, optimizer, part => Loss(parts, part));

        Assert.True(whole.grad!.allclose(parts.grad!, 1e-5, 1e-6));
        Assert.Equal(loss.item<float>(), mean, 1e-5);
    }

    [Fact]
    public void Run_WeightedItems_GivesTheWeightedMean()
    {
        using var scope = NewDisposeScope();
        (float Value, double Weight)[] items = [(1f, 0.0), (2f, 3.0), (5f, 1.0)];
        var parameter = new Parameter(ones(1));
        using var optimizer = new AdamWOptimizer([parameter]);

        var mean = GradientAccumulation.Run(
            items, 1, optimizer, part => parameter.sum() * (part.Sum(item => item.Value * item.Weight) / part.Sum(item => item.Weight)), item => item.Weight);

        Assert.Equal(((2 * 3) + 5) / 4.0, mean, 1e-6);
        Assert.Equal(mean, parameter.grad!.item<float>(), 1e-6);
    }

    [Fact]
    public void Run_NarrowParameters_SumsInFloat32()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(ones(1, dtype: ScalarType.BFloat16));
        using var optimizer = new AdamWOptimizer([parameter], weightDecay: 0);

        // 1 + 256 × 2⁻⁸: in BFloat16 each of the small ones would be lost.
        var items = Enumerable.Repeat(1f / 256, 256).Prepend(1f).ToArray();
        GradientAccumulation.Run(items, 1, optimizer, part => parameter.sum() * part[0] * items.Length);
        optimizer.ClipGradients(0.5);
        Assert.Null(parameter.grad);
        optimizer.Step(0.25);

        Assert.Equal(0.75f, parameter.to(ScalarType.Float32).item<float>());
    }

    private static Tensor Loss(Parameter parameter, IEnumerable<float> items)
    {
        var values = tensor(items.ToArray()).unsqueeze(1);
        return (values * parameter).sin().pow(2).sum(1).mean();
    }
}
