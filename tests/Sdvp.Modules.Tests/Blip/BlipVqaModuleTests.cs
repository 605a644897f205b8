using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Blip;
using Sdvp.Modules.Generation;
using Sdvp.Modules.Tests.Golden;
using Sdvp.Modules.Text;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Blip;

public sealed class BlipVqaModuleTests : IDisposable
{
    private static readonly string[] s_answers = ["red", "blue dog", "the cat", "yes", "no", "left of the table"];

    private readonly DeviceGate _gate = new(CPU);
    private readonly GoldenCalls _calls = new(Fixture.Folder("blip_vqa"));
    private readonly BlipVqaModule _module;

    public BlipVqaModuleTests() => _module = Load();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _module.Dispose();

    [Fact]
    public async Task InvokeAsync_ThreeBeams_ListsWhatTheyEndedIn()
    {
        var result = (await _module.InvokeAsync(_calls.Questions(), Token))[0];

        Assert.InRange(result.Distribution!.Answers.Length, 1, 3);
        Assert.True(result.Distribution.ProbabilityOf(((TextValue)result.Value!).Text) > 0);
        Assert.True(result.Distribution.Answers.Sum(a => a.Value) <= 1);
    }

    [Fact]
    public async Task InvokeAsync_OneBatch_GivesWhatSingleCallsGive()
    {
        var image = GoldenCalls.Noise(1, 60, 40);
        ModuleCall[] calls =
        [
            GoldenCalls.Call(image, "question", new TextValue("what is it")),
            GoldenCalls.Call(GoldenCalls.Noise(2, 30, 80), "question", new TextValue("is the red dog on the left of the table?")),
            GoldenCalls.Call(image, "question", new TextValue("what color is the dog")),
            GoldenCalls.Call(image, "question", new TextValue("how many")),
        ];
        using var listed = Load(o => o.Answers = s_answers);

        foreach (var module in (BlipVqaModule[])[_module, listed])
        {
            var together = await module.InvokeAsync(calls, Token);
            for (var i = 0; i < calls.Length; i++)
            {
                var alone = (await module.InvokeAsync([calls[i]], Token))[0];
                Assert.Equal(alone.Value, together[i].Value);
                Assert.All(alone.Distribution!.Answers, a => Assert.Equal(a.Value, together[i].Distribution!.ProbabilityOf(a.Key), 1e-5));
            }
        }
    }

    [Fact]
    public async Task InvokeAsync_GivenAnswers_AreScoredExactly()
    {
        using var listed = Load(o => o.Answers = s_answers);
        using var student = (ITokenStudent)_module.CreateStudent();
        var call = _calls.Questions()[0];

        var distribution = (await listed.InvokeAsync([call], Token))[0].Distribution!;

        using var scope = NewDisposeScope();
        var scores = s_answers.Select(answer =>
        {
            var logits = student.Forward([student.Prepare(call)], [new TokenSequence(0, student.EncodeAnswer(call, answer)!.Value)]);
            return (nn.functional.log_softmax(logits.Logits, 2).gather(2, logits.Targets.unsqueeze(2)).squeeze(2) * logits.Mask).sum().item<float>();
        }).ToArray();
        var weights = scores.Select(s => Math.Exp(s - scores.Max())).ToArray();
        Assert.Equal(1, distribution.Answers.Sum(a => a.Value), 0.01);
        Assert.All(distribution.Answers, a => Assert.Equal(weights[Array.IndexOf(s_answers, a.Key)] / weights.Sum(), a.Value, 1e-5));
    }

    [Fact]
    public void Load_AnswerThatCannotBeWritten_NamesIt()
    {
        var error = Assert.Throws<ArgumentException>(() => Load(o => o.Answers = ["red", "🦄"]));

        Assert.Contains("🦄", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Load(o => o.Answers = ["red", "red"]));
        Assert.Throws<ArgumentException>(() => Load(o => o.Beams = 0));
        Assert.Throws<ArgumentException>(() => Load(o => o.MaxNewTokens = 0));
    }

    [Fact]
    public async Task Student_Trained_WritesTheAnswersOfItsLabels()
    {
        using var student = (ITokenStudent)_module.CreateStudent();
        using var optimizer = new AdamWOptimizer(student.Network.parameters());
        var calls = _calls.Questions();
        StudentInput[] inputs = [.. calls.Select(student.Prepare)];

        // The first question has two acceptable answers, the second one.
        ImmutableArray<TokenSequence> sequences =
        [
            new(0, student.EncodeAnswer(calls[0], "red")!.Value), new(0, student.EncodeAnswer(calls[0], "left of the table")!.Value),
            new(1, student.EncodeAnswer(calls[1], "no dog")!.Value),
        ];
        Train(student, optimizer, inputs, sequences, 60);
        using var trained = (BlipVqaModule)student.ToModule();
        var folder = Directory.CreateTempSubdirectory("sdvp").FullName;
        student.Save(folder);
        using var loaded = Load(o => o.Folder = folder);

        var results = await loaded.InvokeAsync(calls, Token);

        Assert.Equal(trained.Version, loaded.Version);
        Assert.NotEqual(_module.Version, loaded.Version);
        Assert.True(results[0].Distribution!.ProbabilityOf("red") > 0.25, $"{results[0].Distribution}");
        Assert.True(results[0].Distribution!.ProbabilityOf("left of the table") > 0.25, $"{results[0].Distribution}");
        Assert.Equal("no dog", ((TextValue)results[1].Value!).Text);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Student_Forward_ScoresWhatItWrites()
    {
        using var scope = NewDisposeScope();
        using var student = (ITokenStudent)_module.CreateStudent();
        StudentInput[] inputs = [.. _calls.Questions().Select(student.Prepare)];

        var own = (TokenLogits)student.Forward(inputs);

        var written = student.Write(inputs);
        Assert.Equal(written.Select(w => string.Join(' ', w)), own.Sequences.Select(s => string.Join(' ', s.Tokens)));
        var best = own.Logits.argmax(2);
        Assert.True((best.eq(own.Targets).to(float32) * own.Mask).sum().item<float>() == own.Mask.sum().item<float>());
    }

    [Fact]
    public void Student_SequencesOutOfOrder_AreRefused()
    {
        using var student = (ITokenStudent)_module.CreateStudent();
        StudentInput[] inputs = [.. _calls.Questions().Select(student.Prepare)];

        Assert.Throws<ArgumentException>(() => student.Forward(inputs, [new(1, [4, 3]), new(0, [4, 3])]));
        Assert.Throws<ArgumentException>(() => student.Forward(inputs, [new(2, [4, 3])]));
        Assert.Throws<ArgumentException>(() => student.Forward(inputs, [new(0, [])]));
        Assert.Null(student.EncodeAnswer(_calls.Questions()[0], "🦄"));
        Assert.Null(student.EncodeAnswer(_calls.Questions()[0], string.Concat(Enumerable.Repeat("dog ", 2000))));
    }

    [Fact]
    public void Student_CheckpointedBlocks_GetTheSameGradients()
    {
        using var module = Load(o => o.CheckpointsActivations = true);
        using var plain = _module.CreateStudent();
        using var student = module.CreateStudent();

        StudentChecks.AssertSameGradients(plain, student, Loss);
    }

    [Fact]
    public void Student_InBFloat16_Learns()
    {
        using var module = Load(o => o.TrainingType = ScalarType.BFloat16);
        using var student = module.CreateStudent();

        StudentChecks.AssertLearnsInBFloat16(student, Loss);
    }

    [Fact]
    public void Student_HundredSteps_LeaveNoTensor()
    {
        using var student = (ITokenStudent)_module.CreateStudent();
        using var optimizer = new AdamWOptimizer(student.Network.parameters());
        StudentInput[] inputs = [.. _calls.Questions().Select(student.Prepare)];
        ImmutableArray<TokenSequence> sequences = [new(0, [20, 3]), new(0, [21, 22, 3]), new(1, [23, 3])];
        Train(student, optimizer, inputs, sequences, 1);

        LeakCheck.AssertLeavesNothing(() => Train(student, optimizer, inputs, sequences, 100));
        LeakCheck.AssertLeavesNothing(() => student.Write(inputs));
    }

    [Fact]
    public void InvokeAsync_TwentyTimes_LeavesNoTensor()
    {
        using var listed = Load(o => o.Answers = s_answers);
        LeakCheck.AssertLeavesNothing(() =>
        {
            for (var i = 0; i < 20; i++)
            {
                Assert.Equal(2, Calls.Run(_module, _calls.Questions()).Count);
                Assert.Equal(2, Calls.Run(listed, _calls.Questions()).Count);
            }
        });
    }

    [Fact]
    public async Task InvokeAsync_Cancelled_Throws()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await _module.InvokeAsync(_calls.Questions(), source.Token));
    }

    [Fact]
    public async Task AddBlip_InAHost_LoadsTheModules()
    {
        var services = new ServiceCollection();
        services.AddSdvp()
            .AddBlipVqa("VQA", o => o.Folder = Fixture.Folder("blip_vqa"))
            .AddBlipMatch("MATCH", o => o.Folder = Fixture.Folder("blip_itm"))
            .AddBlipCaption("CAPTION", o => o.Folder = Fixture.Folder("blip_caption"));
        await using var provider = services.BuildServiceProvider();

        var modules = provider.GetRequiredService<IModuleRegistry>().Snapshot;

        Assert.Equal(_module.Version, modules["VQA"].Version);
        Assert.IsType<BlipMatchModule>(modules["MATCH"]);
        Assert.IsType<BlipCaptionModule>(modules["CAPTION"]);
    }

    [Fact]
    public void Load_CheckpointOfAnotherHead_NamesWhatIsMissing()
    {
        var error = Assert.ThrowsAny<InvalidDataException>(() => Load(o => o.Folder = Fixture.Folder("blip_caption")));

        Assert.Contains("blip_caption", error.Message, StringComparison.Ordinal);
    }

    private static void Train(ITokenStudent student, AdamWOptimizer optimizer, StudentInput[] inputs, ImmutableArray<TokenSequence> sequences, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.ClearGradients();
            var output = student.Forward(inputs, sequences);
            var tokens = nn.functional.log_softmax(output.Logits, 2).gather(2, output.Targets.unsqueeze(2)).squeeze(2);
            (-(tokens * output.Mask).sum()).backward();
            optimizer.Step(3e-3);
        }
    }

    private Tensor Loss(IStudent student)
    {
        var calls = _calls.Questions();
        var writer = (ITokenStudent)student;
        var output = writer.Forward([.. calls.Select(student.Prepare)], [.. calls.Select((c, i) => new TokenSequence(i, writer.EncodeAnswer(c, i == 0 ? "red" : "no dog")!.Value))]);
        var tokens = nn.functional.log_softmax(output.Logits, 2).gather(2, output.Targets.unsqueeze(2)).squeeze(2);
        return -(tokens * output.Mask).sum();
    }

    private BlipVqaModule Load(Action<BlipVqaOptions>? configure = null)
    {
        var options = new BlipVqaOptions { Folder = Fixture.Folder("blip_vqa") };
        configure?.Invoke(options);
        return BlipVqaModule.Load("VQA", options, _gate);
    }
}
