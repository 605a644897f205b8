using Sdvp.Core.Modules;
using Sdvp.Distillation.Tests.Toys;
using Sdvp.Distillation.Training;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Weights;

namespace Sdvp.Distillation.Tests.Training;

public sealed class StepwiseDistillerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DistillAsync_Colours_ProgramsAnswerThem()
    {
        using var host = new ToyHost();

        var result = await host.Distiller(o => (o.Epochs, o.SelfDistillationWeight) = (40, 0.1)).DistillAsync(ToyTask.Colours(), cancellationToken: Token);

        Assert.True(result.Before!.Value < 0.6, $"before: {result.Before}");
        Assert.True(result.After!.Value > 0.85, $"after: {result.After}");
        var module = Assert.Single(result.Modules);
        Assert.Same(module.Module, host.Registry.Snapshot["VQA"]);
        Assert.NotEqual(module.PreviousVersion, module.Version);
        Assert.Equal((96, 0, 240), (module.Labels, module.UnusableLabels, module.Curve.Length));
        Assert.True(module.Curve[^1].Stepwise < module.Curve[0].Stepwise / 2);
        Assert.True(File.Exists(Path.Combine(module.Folder, "model.safetensors")));
        Assert.Equal(96, result.Labels.TeacherQueries);
    }

    [Fact]
    public async Task DistillAsync_Places_ScoresLearnTheLabels()
    {
        using var host = new ToyHost();

        var result = await host.Distiller(o => (o.Epochs, o.SelfDistillationWeight) = (40, 0.1)).DistillAsync(ToyTask.Places(), cancellationToken: Token);

        var module = Assert.Single(result.Modules);
        Assert.Equal("LOC", module.Module.Signature.Name);
        Assert.Null(result.Before);
        Assert.True(module.Curve[^1].Stepwise < module.Curve[0].Stepwise * 0.7f, $"{module.Curve[0]} → {module.Curve[^1]}");
        Assert.True(module.Curve[^1].SelfDistillation > 0);
    }

    [Fact]
    public async Task DistillAsync_Naive_ForgetsMoreThanWithSelfDistillation()
    {
        var naive = await ForgettingAsync(o => o.SelfDistillationWeight = 0);
        var held = await ForgettingAsync(o => (o.SelfDistillationWeight, o.OwnInputWeight) = (1, 0.1));

        Assert.True(held.Forgetting < naive.Forgetting / 2, $"naive {naive}, held {held}");
        Assert.True(held.Accuracy > 0.8, $"held {held}");
    }

    [Fact]
    public async Task DistillAsync_BothModules_EachLearnsFromItsOwnSteps()
    {
        using var host = new ToyHost();
        var (colours, places) = (ToyTask.Colours(32), ToyTask.Places(32));
        var both = colours with
        {
            Name = "both",
            Examples = [.. colours.Examples, .. places.Examples.Select(e => e with { Id = $"p{e.Id}" })],
            Adapters = [.. colours.Adapters, .. places.Adapters],
        };

        var result = await host.Distiller(o => o.Modules["LOC"] = new ModuleTrainingOverrides { Epochs = 2, BatchSize = 8 }).DistillAsync(both, cancellationToken: Token);

        Assert.Equal(["LOC", "VQA"], result.Modules.Select(m => m.Module.Signature.Name));
        Assert.Equal([8, 12], result.Modules.Select(m => m.Curve.Length));
        Assert.Equal([32, 32], result.Modules.Select(m => m.Labels));
    }

    [Fact]
    public async Task DistillAsync_FailingProgramsAndAbstentions_AreCountedAndTheOthersLearned()
    {
        using var host = new ToyHost();
        var task = ToyTask.Colours(32);
        task = task with { Examples = [.. task.Examples, ToyTask.Example("bad", "VQA nonsense", 1), ToyTask.Example("shy", "VQA secret", 1)] };

        var result = await host.Distiller().DistillAsync(task, cancellationToken: Token);

        Assert.Equal((34, 1), (result.Labels.Runs, result.Labels.FailedRuns));
        Assert.Equal((33, 32), (result.Labels.Modules[0].Steps, result.Labels.Modules[0].Labelled));
        Assert.Equal(1, result.Labels.Modules[0].Abstentions["not-for-teachers"]);
        Assert.Equal(32, Assert.Single(result.Modules).Labels);
    }

    [Fact]
    public async Task DistillAsync_NoLabelAtAll_ModuleStaysAsItWas()
    {
        using var host = new ToyHost();
        var before = host.Registry.Snapshot["VQA"];

        var result = await host.Distiller().DistillAsync(ToyTask.Colours() with { Examples = [ToyTask.Example("shy", "VQA secret", 1)] }, cancellationToken: Token);

        Assert.Empty(result.Modules);
        Assert.Same(before, host.Registry.Snapshot["VQA"]);
    }

    [Fact]
    public async Task DistillAsync_StudentsShareWeights_SaysThatTheSnapshotChanged()
    {
        using var host = new ToyHost(null, ToyModule.SharingVqa());

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            host.Distiller(o => o.SelfDistillationWeight = 0).DistillAsync(ToyTask.Colours(), cancellationToken: Token));

        Assert.Contains("snapshot of VQA", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DistillAsync_OldModule_StaysAsItWas()
    {
        using var host = new ToyHost();
        var old = (ITrainableModule)host.Registry.Snapshot["VQA"];

        await host.Distiller().DistillAsync(ToyTask.Colours(), cancellationToken: Token);

        using var student = old.CreateStudent();
        Assert.Equal(old.Version, WeightsHash.Compute(student.Network, nameof(ToyVqa)));
    }

    [Fact]
    public async Task DistillAsync_StartInterpolationOne_EndsWithTheStart()
    {
        using var host = new ToyHost();

        var result = await host.Distiller(o => o.StartInterpolation = 1).DistillAsync(ToyTask.Colours(), cancellationToken: Token);

        Assert.Equal(result.Modules[0].PreviousVersion, result.Modules[0].Version);
    }

    [Fact]
    public async Task DistillAsync_OnlySecondLayer_FirstLayerStays()
    {
        using var host = new ToyHost();
        using var before = ((ITrainableModule)host.Registry.Snapshot["VQA"]).CreateStudent();

        var result = await host.Distiller(o => o.TrainableParameters = ["second."]).DistillAsync(ToyTask.Colours(), cancellationToken: Token);

        using var after = result.Modules[0].Module.CreateStudent();
        var changed = before.Network.named_parameters().Zip(after.Network.named_parameters()).Where(p => !p.First.parameter.Equals(p.Second.parameter)).Select(p => p.First.name);
        Assert.Equal(["second.bias", "second.weight"], changed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task DistillAsync_NoParameterChosen_NamesThoseThatThereAre()
    {
        using var host = new ToyHost();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            host.Distiller(o => o.TrainableParameters = ["third."]).DistillAsync(ToyTask.Colours(), cancellationToken: Token));

        Assert.Contains("first.weight", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DistillAsync_LearningRateTooHigh_SaysThatItDiverged()
    {
        using var host = new ToyHost();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.Distiller(o =>
        {
            o.LearningRate = 1e30;
            o.GradientClip = null;
        }).DistillAsync(ToyTask.Colours(), cancellationToken: Token));

        Assert.Contains(nameof(StepwiseDistillerOptions.LearningRate), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DistillAsync_AdapterOfAnotherKind_SaysSo()
    {
        using var host = new ToyHost();
        var task = ToyTask.Places() with { Adapters = [new MislabellingAdapter()] };

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.Distiller().DistillAsync(task, cancellationToken: Token));

        Assert.Contains("adapter that labels regions", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DistillAsync_Progress_NamesEveryPhaseAndReachesTheEnd()
    {
        using var host = new ToyHost();
        var reports = new List<DistillationProgress>();

        await host.Distiller().DistillAsync(ToyTask.Colours(), new ImmediateProgress(reports.Add), Token);

        Assert.Equal(Enum.GetValues<DistillationPhase>(), reports.Select(r => r.Phase).Distinct());
        foreach (var phase in reports.GroupBy(r => r.Phase))
        {
            Assert.Equal((phase.Last().Total, TimeSpan.Zero), (phase.Last().Done, phase.Last().Remaining));
            Assert.Equal(phase.Select(r => r.Done), phase.Select(r => r.Done).Order());
        }

        Assert.Contains(reports, r => r is { Phase: DistillationPhase.Training, Module: "VQA", Loss: > 0, Remaining: { Ticks: > 0 } });
    }

    private static async Task<(double Accuracy, double Forgetting)> ForgettingAsync(Action<StepwiseDistillerOptions> configure)
    {
        using var host = new ToyHost();
        var calls = Enumerable.Range(0, 50).Select(i => new ModuleCall(ToyTask.Example("x", "", 500 + i).Inputs.ToDictionary(_ => "image", v => v.Value)
            .Append(KeyValuePair.Create<string, Core.Values.ProgramValue>("question", new Core.Values.TextValue("mood"))).ToImmutableDictionaryOrdinal())).ToArray();
        var before = await host.Registry.Snapshot["VQA"].InvokeAsync(calls, Token);

        var result = await host.Distiller(o =>
        {
            o.Epochs = 40;
            configure(o);
        }).DistillAsync(ToyTask.Colours(probes: true), cancellationToken: Token);

        var after = await host.Registry.Snapshot["VQA"].InvokeAsync(calls, Token);
        var forgetting = before.Zip(after, (b, a) => ToyVqa.Answers.Sum(t => Math.Abs(b.Distribution!.ProbabilityOf(t) - a.Distribution!.ProbabilityOf(t))) / 2).Average();
        return (result.After!.Value, forgetting);
    }
}
