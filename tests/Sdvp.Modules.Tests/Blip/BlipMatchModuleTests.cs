using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Blip;
using Sdvp.Modules.Tests.Golden;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Weights;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Blip;

public sealed class BlipMatchModuleTests : IDisposable
{
    private readonly DeviceGate _gate = new(CPU);
    private readonly GoldenCalls _calls = new(Fixture.Folder("blip_itm"));
    private readonly BlipMatchModule _module;

    public BlipMatchModuleTests() => _module = Load();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _module.Dispose();

    [Fact]
    public async Task InvokeAsync_ManyTextsInOneBatch_GiveWhatSingleCallsGive()
    {
        ModuleCall[] calls =
        [
            Call(_calls.Images[0], "a red dog", "the cat is on the table", "a red dog"),
            Call(_calls.Images[1], "no"),
            Call(_calls.Images[0], "what color is the left dog", "yes"),
        ];

        var together = await _module.InvokeAsync(calls, Token);

        for (var i = 0; i < calls.Length; i++)
        {
            var texts = ((ListValue)calls[i].Arguments["texts"]).Items.Cast<TextValue>().Select(t => t.Text).ToArray();
            var logits = new List<double>();
            foreach (var text in texts)
            {
                var alone = await _module.InvokeAsync([Call(((ImageValue)calls[i].Arguments["image"]).Root, text)], Token);
                logits.Add(((NumberValue)((ListValue)alone[0].Value!).Items[0]).Value);
            }

            var actual = ((ListValue)together[i].Value!).Items.Cast<NumberValue>().Select(n => n.Value).ToArray();
            Assert.All(logits.Zip(actual), p => Assert.Equal(p.First, p.Second, 2e-5));
            Assert.Equal(1, together[i].Distribution!.Answers.Sum(a => a.Value), 1e-9);
            Assert.Equal(texts[actual.Index().MaxBy(a => a.Item).Index], together[i].Distribution!.Top);
        }
    }

    [Fact]
    public async Task InvokeAsync_NoTexts_FailsThatCallAlone()
    {
        var results = await _module.InvokeAsync([Call(_calls.Images[0]), Call(_calls.Images[0], "yes")], Token);

        Assert.IsType<ArgumentException>(results[0].Error);
        Assert.NotNull(results[1].Value);
    }

    [Fact]
    public async Task Student_Forward_GivesTheModulesLogitsWithPadding()
    {
        ModuleCall[] calls = [Call(_calls.Images[0], "a red dog", "yes"), Call(_calls.Images[1], "no"), Call(_calls.Images[0], "no", "blue", "dog")];
        using var student = _module.CreateStudent();
        var expected = await _module.InvokeAsync(calls, Token);

        using var scope = NewDisposeScope();
        var output = (CandidateLogits)student.Forward([.. calls.Select(student.Prepare)]);

        Assert.Equal(AnswerScoring.Independent, output.Scoring);
        Assert.Equal([2, 1, 3], output.Candidates.Select(c => c.Length));
        for (var i = 0; i < calls.Length; i++)
        {
            var row = output.Logits[i].data<float>().ToArray();
            double[] logits = [.. ((ListValue)expected[i].Value!).Items.Cast<NumberValue>().Select(n => n.Value)];
            Assert.All(logits.Zip(row), p => Assert.Equal(p.First, p.Second, 2e-5));
            Assert.All(row[logits.Length..], v => Assert.Equal(CandidateLogits.Padding, v));
        }
    }

    [Fact]
    public async Task Student_TrainedOnJudgements_JudgesSo()
    {
        using var student = _module.CreateStudent();
        using var optimizer = new AdamWOptimizer(student.Network.parameters());
        ModuleCall[] calls = [Call(_calls.Images[0], "a red dog"), Call(_calls.Images[1], "a red dog")];
        StudentInput[] inputs = [.. calls.Select(student.Prepare)];
        Train(student, optimizer, inputs, 40);
        using var trained = (BlipMatchModule)student.ToModule();

        var results = await trained.InvokeAsync(calls, Token);

        var logits = results.Select(r => ((NumberValue)((ListValue)r.Value!).Items[0]).Value).ToArray();
        Assert.True(logits[0] > 2 && logits[1] < -2, $"{logits[0]}, {logits[1]}");
        LeakCheck.AssertLeavesNothing(() => Train(student, optimizer, inputs, 100));
    }

    [Fact]
    public void InvokeAsync_FiftyTimes_LeavesNoTensor() => LeakCheck.AssertLeavesNothing(() =>
    {
        for (var i = 0; i < 50; i++)
        {
            Assert.Single(Calls.Run(_module, [Call(_calls.Images[0], "a red dog", "no")]));
        }
    });

    private static void Train(IStudent student, AdamWOptimizer optimizer, StudentInput[] inputs, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.ClearGradients();
            var logits = ((CandidateLogits)student.Forward(inputs)).Logits;
            TorchSharp.torch.nn.functional.binary_cross_entropy_with_logits(logits, tensor(new[] { 1f, 0f }, [2, 1])).backward();
            optimizer.Step(3e-3);
        }
    }

    private static ModuleCall Call(ImageBuffer image, params string[] texts) =>
        GoldenCalls.Call(image, "texts", new ListValue([.. texts.Select(t => (ProgramValue)new TextValue(t))]));

    private BlipMatchModule Load() => BlipMatchModule.Load("MATCH", new BlipMatchOptions { Folder = Fixture.Folder("blip_itm") }, _gate);
}
