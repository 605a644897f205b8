using Sdvp.Distillation.Tests.Toys;
using Sdvp.Distillation.Training;
using Sdvp.Modules.Torch.Lora;
using TorchSharp;

namespace Sdvp.Distillation.Tests.Training;

[Collection(AloneDefinition.Name)]
public sealed class LeakTests
{
    [Theory]
    [InlineData("colours")]
    [InlineData("places")]
    [InlineData("adapter")]
    public async Task DistillAsync_TwoHundredTrainingSteps_LeaveNoLiveTensorMore(string name)
    {
        using var host = new ToyHost();
        var task = name != "places" ? ToyTask.Colours(64, probes: true) : ToyTask.Places(64);
        var lora = name == "adapter" ? new LoraOptions { TargetModules = ["first"], Rank = 2 } : null;
        var live = new List<long>();
        // What earlier tests have left must not be freed in between.
        GC.Collect();
        GC.WaitForPendingFinalizers();

        await host.Distiller(o => (o.Epochs, o.CheckpointEverySteps, o.Lora) = (60, 50, lora)).DistillAsync(
            task, new ImmediateProgress(p => Note(p, live)), TestContext.Current.CancellationToken);

        // At the same place of each step; the first ones make the optimizer's state.
        Assert.Equal(240, live.Count);
        Assert.All(live.Skip(20), count => Assert.InRange(count, 0, live[20]));
    }

    private static void Note(DistillationProgress progress, List<long> live)
    {
        if (progress is { Phase: DistillationPhase.Training, Loss: not null })
        {
            live.Add(torch.Tensor.TotalCount);
        }
    }
}
