using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Torch;

[Collection("RandomNumbers")]
public sealed class ActivationCheckpointTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    public void Backward_CheckpointedBlocks_GivesTheSameGradientsAndRandomNumbers(double dropout)
    {
        using var scope = NewDisposeScope();
        var (plain, plainNext) = Gradients(dropout, null);
        var checkpoint = new ActivationCheckpoint();

        var (checkpointed, next) = Gradients(dropout, checkpoint);

        Assert.Equal(plain.Keys, checkpointed.Keys);
        Assert.All(plain, pair => Assert.Equal(pair.Value, checkpointed[pair.Key]));
        Assert.Equal(plainNext, next);
        Assert.Contains(plain["layer.0.query.weight"], value => value != 0);
    }

    [Fact]
    public void Backward_InputsWithoutGradients_StillReachesTheParameters()
    {
        using var scope = NewDisposeScope();
        using var block = Sdvp.Modules.Torch.Layers.Networks.Randomize(new TinyBlock(0), CPU, 1);
        var x = ones(2, TinyNetwork.Width);
        block.call(x).sum().backward();
        var expected = block.parameters().Select(parameter => parameter.grad!.data<float>().ToArray()).ToList();
        block.zero_grad();

        var checkpoint = new ActivationCheckpoint();
        checkpoint.Run(inputs => block.call(inputs[0]), x).sum().backward();
        checkpoint.Complete();

        Assert.Equal(expected, block.parameters().Select(parameter => parameter.grad!.data<float>().ToArray()));
        Assert.Null(x.grad);
    }

    [Fact]
    public void Backward_BlockOfSeveralInputs_GivesGradientsToThoseThatAskForThem()
    {
        using var scope = NewDisposeScope();
        var (x, y, indices) = (randn(3).requires_grad_(), randn(3), tensor(new long[] { 2, 0 }));
        var checkpoint = new ActivationCheckpoint();

        checkpoint.Run(inputs => (inputs[0] * inputs[1]).index_select(0, inputs[2]), x, y, indices).sum().backward();
        checkpoint.Complete();

        Assert.Equal([y[0].item<float>(), 0f, y[2].item<float>()], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Complete_BlockThatFailsTheSecondTime_Throws()
    {
        using var scope = NewDisposeScope();
        var calls = 0;
        var checkpoint = new ActivationCheckpoint();
        var x = ones(2).requires_grad_();

        checkpoint.Run(inputs => ++calls == 1 ? inputs[0] * 2 : throw new InvalidOperationException("no memory"), x).sum().backward();

        Assert.Contains("no memory", Assert.Throws<InvalidOperationException>(checkpoint.Complete).Message, StringComparison.Ordinal);
        Assert.True(x.grad!.isnan().all().item<bool>());
        checkpoint.Complete();
    }

    [Fact]
    public void Run_WithoutGradients_RunsTheBlockOnce()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var calls = 0;

        new ActivationCheckpoint().Run(
            inputs =>
            {
                calls++;
                return inputs[0];
            },
            ones(1).requires_grad_());

        Assert.Equal(1, calls);
    }

    [Fact]
    public void Run_Repeated_LeavesNothing() => LeakCheck.AssertLeavesNothing(() =>
    {
        using var scope = NewDisposeScope();
        Gradients(0.1, new ActivationCheckpoint());
    });

    private static (SortedDictionary<string, float[]> Gradients, float Next) Gradients(double dropout, ActivationCheckpoint? checkpoint)
    {
        using var network = TinyNetwork.Create(1, dropout);
        network.train();
        if (checkpoint is not null)
        {
            network.RunBlock = (block, x) => checkpoint.Run(inputs => block.call(inputs[0]), x);
        }

        random.manual_seed(3);
        network.call(TinyNetwork.Input()).pow(2).sum().backward();
        checkpoint?.Complete();
        var gradients = new SortedDictionary<string, float[]>(network.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter.grad!.data<float>().ToArray()), StringComparer.Ordinal);
        return (gradients, rand(1).item<float>());
    }
}
