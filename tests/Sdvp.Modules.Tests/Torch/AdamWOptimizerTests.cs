using Sdvp.Modules.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Torch;

public sealed class AdamWOptimizerTests
{
    [Fact]
    public void Step_LikeTorchSharpsAdamW_GivesSameWeights()
    {
        using var scope = NewDisposeScope();
        var start = rand(3, 4);
        var (own, other) = (new Parameter(start.clone()), new Parameter(start.clone()));
        using var ours = new AdamWOptimizer([own], weightDecay: 0.1);
        using var theirs = optim.AdamW([other], lr: 0.01, weight_decay: 0.1);
        for (var step = 0; step < 20; step++)
        {
            ours.ClearGradients();
            theirs.zero_grad();
            own.pow(3).sum().backward();
            other.pow(3).sum().backward();
            ours.Step(0.01);
            theirs.step();
        }

        Assert.True(own.allclose(other, 1e-5, 1e-6));
    }

    [Fact]
    public void Step_ParameterThatIsUpdatedInStretches_GetsTheWeightsOfItsRows()
    {
        using var scope = NewDisposeScope();
        const int Rows = 7;
        var start = rand(Rows, 50_000);
        var whole = new Parameter(start.clone());
        Parameter[] rows = [.. Enumerable.Range(0, Rows).Select(row => new Parameter(start.narrow(0, row, 1).clone()))];
        using var ofWhole = new AdamWOptimizer([whole], weightDecay: 0.1);
        using var ofRows = new AdamWOptimizer(rows, weightDecay: 0.1);
        for (var step = 0; step < 3; step++)
        {
            // A gradient of another layout, as a transposed weight has.
            var gradient = randn(50_000, Rows).t();
            whole.grad = gradient;
            for (var row = 0; row < Rows; row++)
            {
                rows[row].grad = gradient.narrow(0, row, 1).contiguous();
            }

            ofWhole.Step(0.01);
            ofRows.Step(0.01);
        }

        Assert.Equal(cat(rows, 0).detach().bytes, whole.detach().bytes);
        Assert.False(start.allclose(whole));
    }

    [Fact]
    public void Step_NarrowParameter_TakesItsGradientAsItsSum()
    {
        using var scope = NewDisposeScope();
        var start = rand(3, 60_000).to(ScalarType.BFloat16);
        var (single, summed) = (new Parameter(start.clone()), new Parameter(start.clone()));
        using var ofSingle = new AdamWOptimizer([single]);
        using var ofSummed = new AdamWOptimizer([summed]);
        for (var step = 0; step < 3; step++)
        {
            var gradient = randn(3, 60_000).to(ScalarType.BFloat16);
            (single.grad, summed.grad) = (gradient, gradient.clone());
            ofSummed.AccumulateGradients();

            ofSingle.Step(0.01);
            ofSummed.Step(0.01);

            ofSingle.ClearGradients();
            ofSummed.ClearGradients();
        }

        Assert.Equal(summed.detach().bytes, single.detach().bytes);
        Assert.False(start.to(ScalarType.Float32).allclose(single.to(ScalarType.Float32)));
    }

    [Fact]
    public void Read_WhatWasWritten_GoesOnToTheSameBytes()
    {
        using var scope = NewDisposeScope();
        var uninterrupted = Run(null);
        using var stream = new MemoryStream();
        var resumed = Run(stream);

        Assert.Equal(uninterrupted, resumed);
    }

    [Fact]
    public void Read_StateOfAnotherNetwork_SaysSo()
    {
        using var scope = NewDisposeScope();
        using var small = new AdamWOptimizer([new Parameter(zeros(2))]);
        using var large = new AdamWOptimizer([new Parameter(zeros(3))]);
        using var stream = new MemoryStream();
        small.Write(new BinaryWriter(stream));
        stream.Position = 0;

        Assert.Contains("another network", Assert.Throws<InvalidDataException>(() => large.Read(new BinaryReader(stream))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Float16)]
    public void Step_NarrowParameters_KeepsWhatTheyCannotHold(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var (narrow, wide) = (new Parameter(ones(4, 4, dtype: type)), new Parameter(ones(4, 4)));
        using var optimizer = new AdamWOptimizer([narrow, wide], weightDecay: 0.1);
        for (var step = 0; step < 100; step++)
        {
            optimizer.ClearGradients();
            narrow.sum().backward();
            wide.sum().backward();
            optimizer.ClipGradients(100);
            optimizer.Step(1e-4);
        }

        // One step is below half of the distance of two narrow numbers: without the wide copy nothing would ever change.
        Assert.True(wide.to(type).eq(narrow).all().item<bool>());
        Assert.InRange(narrow.to(ScalarType.Float32).mean().item<float>(), 0.98f, 0.995f);
    }

    [Fact]
    public void Read_StateOfNarrowParameters_RestoresTheWideCopies()
    {
        using var scope = NewDisposeScope();
        var (one, two) = (new Parameter(ones(3, dtype: ScalarType.BFloat16)), new Parameter(ones(3, dtype: ScalarType.BFloat16)));
        using var first = new AdamWOptimizer([one]);
        Train(one, first, 10);
        using var stream = new MemoryStream();
        first.Write(new BinaryWriter(stream));
        stream.Position = 0;
        two.detach().copy_(one.detach());
        using var second = new AdamWOptimizer([two]);
        second.Read(new BinaryReader(stream));

        Train(one, first, 30);
        Train(two, second, 30);

        Assert.True(one.eq(two).all().item<bool>());
    }

    private static void Train(Parameter parameter, AdamWOptimizer optimizer, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            optimizer.ClearGradients();
            parameter.pow(2).sum().backward();
            optimizer.Step(1e-3);
        }
    }

    private static float[] Run(MemoryStream? interruption)
    {
        var weights = new Parameter(linspace(-1, 1, 6).view(2, 3));
        var optimizer = new AdamWOptimizer([weights]);
        for (var step = 0; step < 10; step++)
        {
            if (step == 5 && interruption is not null)
            {
                optimizer.Write(new BinaryWriter(interruption));
                interruption.Position = 0;
                optimizer.Dispose();
                optimizer = new AdamWOptimizer([weights]);
                optimizer.Read(new BinaryReader(interruption));
            }

            optimizer.ClearGradients();
            weights.exp().sum().backward();
            optimizer.Step(0.1);
        }

        optimizer.Dispose();
        return weights.data<float>().ToArray();
    }
}
