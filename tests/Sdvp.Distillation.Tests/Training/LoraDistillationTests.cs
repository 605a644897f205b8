using System.Globalization;
using Sdvp.Core.Modules;
using Sdvp.Distillation.Continual.Strategies;
using Sdvp.Distillation.Tests.Toys;
using Sdvp.Distillation.Training;
using Sdvp.Distillation.Training.Strategies;
using Sdvp.Modules.Torch.Lora;
using Sdvp.Modules.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Tests.Training;

/// <summary>Distillations that train an adapter.</summary>
public sealed class LoraDistillationTests
{
    private static readonly LoraOptions s_lora = new() { TargetModules = ["first", "second"], Rank = 4, Alpha = 8 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DistillAsync_Lora_LearnsAndWritesTheAdapterBesideTheWeights()
    {
        using var host = new ToyHost();
        var start = (ToyModule)host.Registry.Snapshot["VQA"];

        var result = await host.Distiller(o => (o.Lora, o.Epochs, o.LearningRate) = (s_lora, 40, 2e-2)).DistillAsync(ToyTask.Colours(probes: true), cancellationToken: Token);

        Assert.True(result.After!.Value > result.Before!.Value + 0.2, $"{result.Before} → {result.After}");
        var module = Assert.Single(result.Modules);
        Assert.Equal(0, module.Curve[0].SelfDistillation, 1e-6);
        Assert.True(module.Curve[^1].SelfDistillation > 0);
        Assert.NotEqual(module.PreviousVersion, module.Version);
        Assert.True(File.Exists(Path.Combine(module.Folder, "model.safetensors")));
        Assert.Equal(module.Folder + ".adapter", module.AdapterFolder);
        using var student = start.CreateStudent();
        Assert.Equal(start.Version, WeightsHash.Compute(student.Network, nameof(ToyVqa)));
        PeftFolder.Fold(student.Network, module.AdapterFolder!);
        Assert.Equal(module.Version, WeightsHash.Compute(student.Network, nameof(ToyVqa)));
    }

    [Theory]
    [InlineData(false, 13)]
    [InlineData(false, 35)]
    [InlineData(true, 13)]
    public async Task DistillAsync_LoraInterrupted_EndsWithTheSameBytes(bool writes, int step)
    {
        ForgettingStrategy[] strategies = writes ? [] : [new StartPenaltyStrategy(0.1), new SelfDistillationStrategy(0.5), new WeightInterpolationStrategy(0.2)];
        var task = ToyTask.Colours(probes: true) with { Strategies = strategies };
        using var whole = Host();
        var expected = await Distiller(whole).DistillAsync(task, cancellationToken: Token);
        using var broken = Host();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var progress = new ImmediateProgress(p =>
        {
            if (p.Phase == DistillationPhase.Training && p.Done == step)
            {
                stop.Cancel();
            }
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Distiller(broken).DistillAsync(task, progress, stop.Token));

        var result = await Distiller(broken).DistillAsync(task, cancellationToken: Token);

        Assert.Equal(expected.Modules[0].Curve, result.Modules[0].Curve);
        Assert.Equal(expected.Modules[0].Version, result.Modules[0].Version);
        Assert.Equal(Adapter(expected), Adapter(result));
        using var read = writes ? Host(broken.Folder) : new ToyHost(broken.Folder);
        Assert.Equal(expected.Modules[0].Version, (await Distiller(read).DistillAsync(task, cancellationToken: Token)).Modules[0].Version);

        ToyHost Host(string? folder = null) => writes ? new ToyHost(folder, new ToyWriterModule(ToyWriter.CreateNetwork(1))) : new ToyHost(folder);
        static StepwiseDistiller Distiller(ToyHost host) => host.Distiller(o => o.Lora = s_lora);
        static byte[] Adapter(DistillationResult result) => File.ReadAllBytes(Path.Combine(result.Modules[0].AdapterFolder!, "adapter_model.safetensors"));
    }

    [Fact]
    public async Task DistillAsync_LoraOnlyStrategy_GivesTheSameBytesAsTheOption()
    {
        var option = await TrainAsync(o => o.Lora = s_lora);
        var strategy = await TrainAsync(_ => { }, new LoraOnlyStrategy(s_lora));
        var combined = await TrainAsync(_ => { }, new CombinedStrategy(new NaiveStrategy(), new LoraOnlyStrategy(s_lora)));
        var overridden = await TrainAsync(o => (o.Lora, o.Modules["VQA"]) = (s_lora with { Rank = 2 }, new ModuleTrainingOverrides { Lora = s_lora }));

        Assert.All([strategy, combined, overridden], m => Assert.Equal(option.Version, m.Version));
        Assert.NotEqual(option.Version, (await TrainAsync(o => o.Lora = s_lora with { Rank = 2 })).Version);
        Assert.NotEqual(option.Version, (await TrainAsync(o => (o.Lora, o.Seed) = (s_lora, 2))).Version);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => TrainAsync(o => o.Lora = s_lora with { Rank = 2 }, new LoraOnlyStrategy(s_lora)));
        Assert.All(["VQA", "rank 2", "rank 4"], part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task DistillAsync_LoraAndStartInterpolation_ScalesWhatTheAdapterAdds()
    {
        using var host = new ToyHost();
        var start = host.Registry.Snapshot["VQA"].Version;

        var back = await TrainAsync(o => (o.Lora, o.StartInterpolation) = (s_lora, 1));
        var whole = await TrainAsync(o => o.Lora = s_lora, folder: host.Folder);
        using var full = SafetensorsFile.Open(Path.Combine(whole.AdapterFolder!, "adapter_model.safetensors"));
        using var scope = NewDisposeScope();
        var before = full.Names.ToDictionary(n => n, n => full.Read(n).clone());
        using var other = new ToyHost();
        var half = await TrainAsync(o => (o.Lora, o.StartInterpolation) = (s_lora, 0.5), folder: other.Folder);
        using var halved = SafetensorsFile.Open(Path.Combine(half.AdapterFolder!, "adapter_model.safetensors"));

        Assert.Equal(start, back.Version);
        Assert.All(before, t => Assert.True(halved.Read(t.Key).allclose(t.Key.Contains("lora_B", StringComparison.Ordinal) ? t.Value * 0.5 : t.Value)));
    }

    [Theory]
    [InlineData("L2")]
    [InlineData("interpolation")]
    [InlineData("self-distillation")]
    public async Task DistillAsync_LoraWithStrategy_AddsLessThanWithout(string name)
    {
        var naive = await SizeAsync();
        var held = await SizeAsync(name switch
        {
            "L2" => new StartPenaltyStrategy(1),
            "interpolation" => new WeightInterpolationStrategy(0.5),
            _ => new SelfDistillationStrategy(10),
        });

        Assert.True(held < 0.9 * naive, string.Create(CultureInfo.InvariantCulture, $"without {naive}, {name} {held}"));

        static async Task<float> SizeAsync(params ForgettingStrategy[] strategies)
        {
            using var host = new ToyHost();
            var result = await host.Distiller(o => (o.Lora, o.SelfDistillationWeight, o.Epochs) = (s_lora, 0, 20))
                .DistillAsync(ToyTask.Colours() with { Strategies = strategies }, cancellationToken: Token);
            using var scope = NewDisposeScope();
            using var file = SafetensorsFile.Open(Path.Combine(result.Modules[0].AdapterFolder!, "adapter_model.safetensors"));
            return file.Names.Where(n => n.Contains("lora_B", StringComparison.Ordinal)).Sum(n => file.Read(n).pow(2).sum().item<float>());
        }
    }

    [Fact]
    public async Task DistillAsync_LoraThenNone_LeavesNoAdapterOfTheFirst()
    {
        using var host = new ToyHost();
        var first = await host.Distiller(o => o.Lora = s_lora).DistillAsync(ToyTask.Colours(16), cancellationToken: Token);
        host.Registry.Replace(ToyModule.Vqa());
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => host.Distiller().DistillAsync(ToyTask.Colours(16), cancellationToken: Token));
        Assert.Contains("LoRA rank 4", refused.Message, StringComparison.Ordinal);

        var second = await host.Distiller(o => o.RestartOnChange = true).DistillAsync(ToyTask.Colours(16), cancellationToken: Token);

        Assert.False(Directory.Exists(first.Modules[0].AdapterFolder));
        Assert.Null(second.Modules[0].AdapterFolder);
    }

    [Fact]
    public void Settings_WithoutLora_AreWordedAsBefore()
    {
        Assert.EndsWith(", parameters []", ModuleTrainingSettings.For("VQA", new StepwiseDistillerOptions()).ToString(), StringComparison.Ordinal);
        Assert.EndsWith(
            ", parameters [], LoRA rank 4, alpha 8, dropout 0, on [first, second]",
            ModuleTrainingSettings.For("VQA", new StepwiseDistillerOptions { Lora = s_lora }).ToString(),
            StringComparison.Ordinal);
    }

    private static async Task<ModuleDistillation> TrainAsync(Action<StepwiseDistillerOptions> configure, ForgettingStrategy? strategy = null, string? folder = null)
    {
        using var host = new ToyHost(folder);
        ForgettingStrategy[] strategies = strategy is null ? [] : [strategy];
        return (await host.Distiller(configure).DistillAsync(ToyTask.Colours(48) with { Strategies = strategies }, cancellationToken: Token)).Modules[0];
    }
}
