using CsCheck;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Distillation.Labelling;
using Sdvp.Distillation.Tests.Toys;
using Sdvp.Distillation.Training;
using Sdvp.Modules.Torch.Lora;
using TorchSharp;

namespace Sdvp.Distillation.Tests.Training;

[Collection(AloneDefinition.Name)]
public sealed class EarlyStoppingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DistillAsync_WeightsThatGetWorse_StopsAndKeepsTheBest()
    {
        using var host = new ToyHost();

        var result = await host.Distiller(o => Configure(o, patience: 4)).DistillAsync(Noisy(), cancellationToken: Token);

        var module = result.Modules[0];
        var validation = module.Validation!;
        Assert.Equal(validation.Points.Min(p => p.Loss), validation.Best.Loss);
        Assert.True(validation.Best.Steps < validation.Points[^1].Steps);
        Assert.Equal(4, validation.Points.Length - 1 - validation.Points.IndexOf(validation.Best));
        Assert.Equal(validation.Points[^1].Steps, module.Curve.Length);
        Assert.Equal((48, 48), (module.Labels + validation.Labels, result.Labels.Modules[0].Labelled));
        Assert.True(validation.Points[^1].Loss > validation.Best.Loss);

        // What the new module gives on the steps that were held out is what was measured when it was best.
        LabelledStep[] steps = [.. Noisy().Examples.Select(e => new LabelledStep(null!, e, null!))];
        var examples = ValidationSplit.Create(steps, 0.3, 1).HeldOut.Select(s => s.Example).ToArray();
        var results = await module.Module.InvokeAsync(
            [.. examples.Select(e => new ModuleCall(e.Inputs.Select(i => KeyValuePair.Create("image", i.Value))
                .Append(KeyValuePair.Create<string, ProgramValue>("question", new TextValue("colour"))).ToImmutableDictionaryOrdinal()))],
            Token);
        Assert.Equal(validation.Labels, examples.Length);
        Assert.Equal(validation.Best.Loss, examples.Zip(results, (e, r) => -Math.Log(r.Distribution!.ProbabilityOf(NoisyAdapter.AnswerOf(e)))).Average(), 1e-4);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task DistillAsync_InterruptedManyTimes_EndsWithTheSameBytesAndMeasurements(bool lora)
    {
        void Options(StepwiseDistillerOptions options)
        {
            Configure(options, patience: 4);
            options.Lora = lora ? new LoraOptions { TargetModules = ["first", "second"], Rank = 2 } : null;
        }

        using var whole = new ToyHost();
        var expected = await whole.Distiller(Options).DistillAsync(Noisy(), cancellationToken: Token);
        using var host = new ToyHost();
        for (var step = 0; step < expected.Modules[0].Curve.Length - 1; step += 7)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
            var at = step;
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Distiller(Options).DistillAsync(
                Noisy(), new ImmediateProgress(p => CancelAt(p, at, stop)), stop.Token));
        }

        var result = await host.Distiller(Options).DistillAsync(Noisy(), cancellationToken: Token);

        Assert.Equal(expected.Modules[0].Version, result.Modules[0].Version);
        Assert.Equal(expected.Modules[0].Curve, result.Modules[0].Curve);
        Assert.Equal(expected.Modules[0].Validation!.Points, result.Modules[0].Validation!.Points);
        var restored = await host.Distiller(Options).DistillAsync(Noisy(), cancellationToken: Token);
        Assert.True(restored.IsRestored);
        Assert.Equal(expected.Modules[0].Validation!.Points, restored.Modules[0].Validation!.Points);
    }

    [Fact]
    public async Task DistillAsync_NothingEverBetter_LeavesTheModuleAsItWas()
    {
        using var host = new ToyHost();

        var result = await host.Distiller(o =>
        {
            Configure(o, patience: 1);
            o.LearningRate = 20;
        }).DistillAsync(ToyTask.Colours(48), cancellationToken: Token);

        Assert.Equal(0, result.Modules[0].Validation!.Best.Steps);
        Assert.Equal(result.Modules[0].PreviousVersion, result.Modules[0].Version);
    }

    [Fact]
    public async Task DistillAsync_OneImageOnly_TrainsToTheEnd()
    {
        using var host = new ToyHost();
        var task = ToyTask.Colours(1) with { Examples = [.. Enumerable.Range(0, 8).Select(i => ToyTask.Example($"e{i}", "VQA colour", 1))] };

        var result = await host.Distiller(o => Configure(o, patience: 1)).DistillAsync(task, cancellationToken: Token);

        Assert.Null(result.Modules[0].Validation);
        Assert.Equal((8, 50), (result.Modules[0].Labels, result.Modules[0].Curve.Length));
    }

    [Fact]
    public async Task DistillAsync_HeldOutLabels_AreMeasuredInPartsAndLeaveNoTensors()
    {
        using var host = new ToyHost();
        var live = new List<long>();
        GC.Collect();
        GC.WaitForPendingFinalizers();

        await host.Distiller(o =>
        {
            Configure(o, patience: null);
            o.MicroBatchSize = 3;
        }).DistillAsync(ToyTask.Places(64), new ImmediateProgress(p =>
        {
            if (p is { Phase: DistillationPhase.Training, Loss: not null })
            {
                live.Add(torch.Tensor.TotalCount);
            }
        }), Token);

        Assert.All(live.Skip(20), count => Assert.InRange(count, 0, live[20]));
    }

    [Fact]
    public void Create_AnyImages_HoldsOutWholeImages() => Gen.Select(Gen.Int[0, 5].Array[1, 40], Gen.Double[0.01, 0.99], Gen.Long).Sample((images, share, seed) =>
    {
        var steps = images.Select((image, i) => new LabelledStep(null!, ToyTask.Example($"e{i}", "VQA colour", image), null!)).ToArray();

        var (learned, heldOut) = ValidationSplit.Create(steps, share, seed);

        Assert.Equal(steps.Length, learned.Count + heldOut.Count);
        Assert.NotEmpty(learned);
        Assert.Equal(images.Distinct().Count() == 1, heldOut.Count == 0);
        Assert.Empty(Images(learned).Intersect(Images(heldOut)));
        Assert.Equal(heldOut, ValidationSplit.Create(steps, share, seed).HeldOut);

        static IEnumerable<object> Images(IEnumerable<LabelledStep> steps) => steps.Select(s => s.Example.Inputs["IMAGE"]);
    });

    private static void Configure(StepwiseDistillerOptions options, int? patience)
    {
        (options.Epochs, options.LearningRate, options.SelfDistillationWeight) = (50, 0.05, 0);
        options.EarlyStopping = new EarlyStoppingOptions { ValidationShare = 0.3, Patience = patience, EverySteps = 3 };
    }

    /// <summary>Labels that have nothing to do with what is seen: they can be learned by heart only.</summary>
    private static DistillationTask Noisy() => ToyTask.Colours(48) with { Name = "noisy", Validation = [], Adapters = [new NoisyAdapter()] };

    private static void CancelAt(DistillationProgress progress, int step, CancellationTokenSource stop)
    {
        if (progress.Phase == DistillationPhase.Training && progress.Done >= step)
        {
            stop.Cancel();
        }
    }
}
