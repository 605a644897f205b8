using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Recording;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;
using Sdvp.Distillation.Labelling;
using Sdvp.Distillation.Tests.Toys;
using Sdvp.Distillation.Training;
using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Tests.Training;

[Collection(AloneDefinition.Name)]
public sealed class TokenTrainingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DistillAsync_ModuleThatWrites_LearnsToWriteTheLabels()
    {
        using var host = new ToyHost(null, new ToyWriterModule(ToyWriter.CreateNetwork(1)));

        var result = await host.Distiller(o => (o.Epochs, o.SelfDistillationWeight) = (60, 0.05)).DistillAsync(ToyTask.Colours(), cancellationToken: Token);

        Assert.True(result.Before!.Value < 0.2, $"before: {result.Before}");
        Assert.True(result.After!.Value > 0.85, $"after: {result.After}");
        var module = Assert.Single(result.Modules);
        Assert.Contains("log softmax(z_bai)", module.Loss, StringComparison.Ordinal);
        Assert.True(module.Curve[^1].SelfDistillation > 0);
    }

    [Fact]
    public async Task DistillAsync_ModuleThatWrites_ProbesHoldItsOtherAnswers()
    {
        var naive = await ChangedAnswersAsync(weight: 0);
        var held = await ChangedAnswersAsync(weight: 3);

        Assert.True(naive > 0.3, $"naive: {naive}");
        Assert.True(held < naive / 2, $"naive {naive}, held {held}");
    }

    [Fact]
    public async Task DistillAsync_ModuleThatWrites_LeavesNoLiveTensorMore()
    {
        using var host = new ToyHost(null, new ToyWriterModule(ToyWriter.CreateNetwork(1)));
        var live = new List<long>();
        GC.Collect();
        GC.WaitForPendingFinalizers();

        await host.Distiller(o => (o.Epochs, o.CheckpointEverySteps) = (30, 50)).DistillAsync(
            ToyTask.Colours(64, probes: true), new ImmediateProgress(p => Note(p, live)), Token);

        Assert.Equal(120, live.Count);
        Assert.All(live.Skip(20), count => Assert.InRange(count, 0, live[20]));
    }

    [Fact]
    public void Encode_SeveralAcceptableAnswers_KeepsTheSharesOfThoseThatCanBeWritten()
    {
        using var student = new ToyWriterStudent(ToyWriter.CreateNetwork(1));
        var objective = new TokenObjective(student);

        var target = (TokenTarget)objective.Encode(Step([new("red", 0.3), new("Blue!", 0.4), new("green", 0.1)]))!;

        Assert.Equal(["red", "green"], target.Answers.Select(a => ToyWriter.Decode(a)));
        Assert.Equal([0.75f, 0.25f], target.Probabilities);
        Assert.Equal(2, target.Weight);
        Assert.Null(objective.Encode(Step([new("Blue!", 1)])));
    }

    [Fact]
    public void Encode_MoreAnswersThanAreLearned_KeepsTheMostProbable()
    {
        using var student = new ToyWriterStudent(ToyWriter.CreateNetwork(1));

        var target = (TokenTarget)new TokenObjective(student).Encode(Step([.. "abcdefghijklm".Select((c, i) => KeyValuePair.Create($"{c}", (13 - i) / 100.0))]))!;

        Assert.Equal("abcdefgh", string.Concat(target.Answers.Select(a => ToyWriter.Decode(a))));
        Assert.Equal(1, target.Probabilities.Sum(), 1e-6);
    }

    [Fact]
    public void SelfDistillation_StudentEqualsSnapshot_LossAndGradientAreZero()
    {
        using var scope = NewDisposeScope();
        var network = ToyWriter.CreateNetwork(3);
        using var student = new ToyWriterStudent(network);
        using var snapshot = new ToyWriterStudent(network.Copy());
        var objective = new TokenObjective(snapshot);
        var step = Step([new("red", 0.3), new("blue", 0.7)]);
        var item = new TrainingItem(0, step.Record, student.Prepare(step.Record.ToCall()), objective.Encode(step)!);
        var settings = ModuleTrainingSettings.For("VQA", new StepwiseDistillerOptions());
        var batch = new TrainingBatch([0], [item], [student.Prepare(step.Record.ToCall())]);
        var reference = new SnapshotReference(snapshot, null, settings);

        var output = objective.Forward(student, batch, reference);
        var loss = objective.SelfDistillation(output, batch, reference)!;
        loss.backward();

        Assert.Equal(3, ((TokenLogits)output).Sequences.Length);
        Assert.Equal(0, loss.item<float>());
        Assert.All(network.parameters(), p => Assert.Equal(0, p.grad!.abs().max().item<float>(), 1e-7));
        Assert.True(objective.Stepwise(output, batch).item<float>() > 0.1f);
    }

    private static async Task<double> ChangedAnswersAsync(double weight)
    {
        var start = new ToyWriterModule(ToyWriter.CreateNetwork(1));
        using var host = new ToyHost(null, start);
        var result = await host.Distiller(o => (o.Epochs, o.SelfDistillationWeight, o.OwnInputWeight) = (40, weight, 0))
            .DistillAsync(ToyTask.Colours(probes: true), cancellationToken: Token);
        ModuleCall[] calls = [.. Enumerable.Range(0, 60).Select(i => Call(ToyVqa.Questions[2 + (i % 2)], 5000 + i))];
        var before = await start.InvokeAsync(calls, Token);
        var after = await result.Modules[0].Module.InvokeAsync(calls, Token);
        return before.Zip(after).Count(p => !p.First.Value!.Equals(p.Second.Value)) / 60.0;
    }

    private static ModuleCall Call(string question, long image) => new(ImmutableDictionary<string, ProgramValue>.Empty
        .Add("image", ToyImages.Create(image)).Add("question", new TextValue(question)));

    private static LabelledStep Step(KeyValuePair<string, double>[] answers)
    {
        var record = new StepRecord
        {
            RunId = "run",
            StepIndex = 0,
            Module = "VQA",
            Version = new ModuleVersion("1"),
            Span = new SourceSpan(0, 1, 1, 1),
            Duration = TimeSpan.Zero,
            Arguments = Call("colour", 1).Arguments,
        };
        return new LabelledStep(record, ToyTask.Example("e", "VQA colour", 1), StepLabel.ForAnswers(new AnswerDistribution(answers), 2, "test"));
    }

    private static void Note(DistillationProgress progress, List<long> live)
    {
        if (progress is { Phase: DistillationPhase.Training, Loss: not null })
        {
            live.Add(Tensor.TotalCount);
        }
    }
}
