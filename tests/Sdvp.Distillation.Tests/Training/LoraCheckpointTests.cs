using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Recording;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;
using Sdvp.Distillation.Labelling;
using Sdvp.Distillation.Tests.Evaluation;
using Sdvp.Distillation.Tests.Toys;
using Sdvp.Distillation.Training;
using Sdvp.Modules.Blip;
using Sdvp.Modules.Clip;
using Sdvp.Modules.OwlVit;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Lora;
using Sdvp.Modules.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Tests.Training;

/// <summary>Adapters on networks of Hugging Face's checkpoints, small ones with random weights.</summary>
[Trait("Category", "Golden")]
[Collection(AloneDefinition.Name)]
public sealed class LoraCheckpointTests : IDisposable
{
    private static readonly LoraOptions s_lora = new() { TargetModules = ["q_proj", "v_proj", "text_projection"], Rank = 4, Alpha = 8 };

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(ScalarType.Float32, false)]
    [InlineData(ScalarType.Float32, true)]
    [InlineData(ScalarType.BFloat16, false)]
    public async Task Train_Lora_GivesAModuleThatBaseAndAdapterGiveToo(ScalarType type, bool checkpoints)
    {
        using var module = Load(o => (o.TrainingType, o.CheckpointsActivations) = (type, checkpoints));
        var counted = new Counted(module);

        var (trained, result) = Train(counted, s_lora);

        Assert.Equal(1, counted.Students);
        var quarter = result.Curve.Length / 4;
        var (first, last) = (result.Curve.Take(quarter).Average(p => p.Stepwise), result.Curve.TakeLast(quarter).Average(p => p.Stepwise));
        Assert.True(last < 0.9 * first, $"The loss went from {first} to {last}.");
        Assert.NotEqual(module.Version, trained.Version);
        using var saved = Load(o => o.Folder = Path.Combine(_folder.Path, "MATCH"));
        using var adapted = Load(o => o.Adapter = Path.Combine(_folder.Path, "MATCH.adapter"));
        var calls = Enumerable.Range(0, 4).Select(i => Step(i).Record.ToCall()).ToArray();
        var expected = await AnswersAsync(trained, calls);
        Assert.Equal(trained.Version, saved.Version);
        var gap = (await AnswersAsync(adapted, calls)).Zip(expected, (a, b) => Math.Abs(a - b)).Max();
        // A network that was trained in BFloat16 is rounded to it; its adapter is not.
        Assert.True(gap <= (type == ScalarType.Float32 ? 1e-6 : 0.05), $"base and adapter differ by {gap}");
        Assert.True((await AnswersAsync(module, calls)).Zip(expected, (a, b) => Math.Abs(a - b)).Max() > 1e-3);
    }

    [Theory]
    [InlineData("clip")]
    [InlineData("owlvit")]
    [InlineData("blip_vqa")]
    public void Create_Lora_SnapshotIsTheModuleWithTheSameWeights(string name)
    {
        var (module, call, target) = Open(name);
        using var owner = (IDisposable)module;
        using var reference = module.CreateStudent();
        NetworkState.Freeze(reference.Network);
        var tensors = reference.Network.state_dict().Count;
        using var scope = NewDisposeScope();
        using var generation = no_grad();
        var inputs = new[] { reference.Prepare(call) };
        var expected = Logits(reference.Forward(inputs));
        var (both, bothLive) = Create(module, null);
        both.Dispose();
        Assert.True(bothLive >= 2 * tensors, $"{bothLive} live tensors, {tensors} in a network");

        var (pair, live) = Create(module, new LoraOptions { TargetModules = [target], Rank = 2 });

        using var released = pair;
        var adapter = pair.Adapter!.Parameters.Count();
        Assert.Same(pair.Student.Network, pair.Snapshot.Network);
        Assert.Equal(tensors + adapter, pair.Student.Network.state_dict().Count);
        // One network, its adapter, and where that began.
        Assert.InRange(live, tensors, bothLive - tensors + (2 * adapter));
        var version = pair.HashSnapshot("x");
        Assert.Equal(WeightsHash.Compute(reference.Network, "x"), version);
        foreach (var parameter in pair.Adapter.Parameters)
        {
            parameter.add_(ones_like(parameter));
        }

        Assert.False(Same(expected, Logits(pair.Student.Forward(inputs))));
        Assert.True(Same(expected, Logits(pair.Snapshot.Forward(inputs))));
        Assert.False(Same(expected, Logits(pair.Student.Forward(inputs))));
        Assert.Equal(version, pair.HashSnapshot("x"));
        Assert.Equal(reference is ITokenStudent, pair.Snapshot is ITokenStudent);
        if (reference is ITokenStudent writer)
        {
            Assert.Equal(writer.Write(inputs)[0], ((ITokenStudent)pair.Snapshot).Write(inputs)[0]);
            var tokens = new TokenSequence(0, writer.EncodeAnswer(call, "a")!.Value);
            Assert.True(Same(writer.Forward(inputs, [tokens]).Logits, ((ITokenStudent)pair.Snapshot).Forward(inputs, [tokens]).Logits));
        }
    }

    [Fact]
    public void Train_LoraInterrupted_EndsWithTheSameBytesAndKeepsTheAdapterOnly()
    {
        using var module = Load();
        var expected = Train(module, s_lora, "whole");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);

        Assert.ThrowsAny<OperationCanceledException>(() => Train(module, s_lora, "broken", (done, _, _) => StopAt(done, stop), stop.Token));

        var kept = new FileInfo(Path.Combine(_folder.Path, "broken", "MATCH.checkpoint")).Length;
        Assert.True(kept < new FileInfo(GoldenFolder.Path("clip", "model.safetensors")).Length, $"{kept} bytes");
        var result = Train(module, s_lora, "broken");
        Assert.Equal(expected.Training.Curve, result.Training.Curve);
        Assert.Equal(expected.Module.Version, result.Module.Version);
        Assert.Equal(Adapter("whole"), Adapter("broken"));
        var read = TrainedModule.Load(Path.Combine(_folder.Path, "whole", "MATCH.trained"), module);
        Assert.Equal(expected.Module.Version, read.Version);

        static void StopAt(int done, CancellationTokenSource stop)
        {
            if (done == 7)
            {
                stop.Cancel();
            }
        }

        byte[] Adapter(string name) => File.ReadAllBytes(Path.Combine(_folder.Path, name, "MATCH.adapter", "adapter_model.safetensors"));
    }

    /// <summary>The pair, and how many tensors live because of it.</summary>
    private static (TrainingPair Pair, long Live) Create(ITrainableModule module, LoraOptions? lora)
    {
        // What earlier tests left to finalizers must not go away in between.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = Tensor.TotalCount;
        using var scope = NewDisposeScope();
        var pair = TrainingPair.Create(module, lora, 1);
        scope.DisposeEverything();
        return (pair, Tensor.TotalCount - before);
    }

    private static (ITrainableModule Module, ModuleCall Call, string Target) Open(string name)
    {
        var gate = new DeviceGate(CPU);
        var folder = GoldenFolder.Path(name);
        var image = ImmutableDictionary<string, ProgramValue>.Empty.Add("image", Image(1));
        return name switch
        {
            "clip" => (ClipMatchModule.Load("MATCH", new ClipMatchOptions { Folder = folder }, gate), Step(1).Record.ToCall(), "v_proj"),
            "owlvit" => (OwlVitLocModule.Load("LOC", new OwlVitOptions { Folder = folder }, gate), new ModuleCall(image.Add("object", new TextValue("a cat"))), "v_proj"),
            _ => (BlipVqaModule.Load("VQA", new BlipVqaOptions { Folder = folder }, gate), new ModuleCall(image.Add("question", new TextValue("what is it?"))), "value"),
        };
    }

    private static ClipMatchModule Load(Action<ClipMatchOptions>? configure = null)
    {
        var options = new ClipMatchOptions { Folder = GoldenFolder.Path("clip") };
        configure?.Invoke(options);
        return ClipMatchModule.Load("MATCH", options, new DeviceGate(CPU));
    }

    private (ITrainableModule Module, TrainedModule Training) Train(
        ITrainableModule module, LoraOptions lora, string folder = "", Action<int, int, double?>? progress = null, CancellationToken? token = null)
    {
        var options = new StepwiseDistillerOptions { Epochs = 8, BatchSize = 4, LearningRate = 5e-3, WarmupFraction = 0, SelfDistillationWeight = 0.1, Lora = lora };
        var trainer = new ModuleTrainer(ModuleTrainingSettings.For("MATCH", options), 5, new DeviceGate(CPU), TimeProvider.System, NullLogger.Instance);
        var files = new TrainingFiles(Directory.CreateDirectory(Path.Combine(_folder.Path, folder)).FullName, "MATCH");
        return trainer.Train(module, [.. Enumerable.Range(0, 8).Select(Step)], null, [], files, progress ?? ((_, _, _) => { }), token ?? Token)!.Value;
    }

    private static async Task<double[]> AnswersAsync(ITrainableModule module, ModuleCall[] calls) =>
        [.. (await module.InvokeAsync(calls, Token)).SelectMany(r => r.Distribution!.Answers.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => a.Value))];

    private static Tensor Logits(StudentOutput output) => output switch
    {
        CandidateLogits candidates => candidates.Logits,
        RegionLogits regions => regions.Scores,
        _ => ((TokenLogits)output).Logits,
    };

    private static bool Same(Tensor left, Tensor right) => left.shape.SequenceEqual(right.shape) && left.eq(right).all().item<bool>();

    private static ImageValue Image(int seed)
    {
        var pixels = new byte[64 * 48 * 3];
        new Random(seed).NextBytes(pixels);
        return new ImageValue(ImageBuffer.FromRgb(64, 48, pixels));
    }

    private static LabelledStep Step(int index) => new(
        new StepRecord
        {
            RunId = $"r{index}",
            StepIndex = 0,
            Module = "MATCH",
            Version = new ModuleVersion("v"),
            Arguments = ImmutableDictionary<string, ProgramValue>.Empty
                .Add("image", Image(index)).Add("texts", new ListValue([new TextValue("a cat"), new TextValue("the red dog"), new TextValue("a blue table")])),
            Span = new SourceSpan(0, 1, 1, 1),
            Duration = TimeSpan.Zero,
        },
        ToyTask.Example($"r{index}", "VQA colour", 1),
        StepLabel.ForAnswers(new AnswerDistribution([new("a cat", 0.9), new("the red dog", 0.1)]), 1, "test"));

    /// <summary>Counts the copies that are made of a module's network.</summary>
    private sealed class Counted(ITrainableModule module) : ITrainableModule
    {
        public int Students { get; private set; }

        public ModuleSignature Signature => module.Signature;

        public ModuleVersion Version => module.Version;

        public IStudent CreateStudent()
        {
            Students++;
            return module.CreateStudent();
        }

        public ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken = default) =>
            module.InvokeAsync(calls, cancellationToken);
    }
}
