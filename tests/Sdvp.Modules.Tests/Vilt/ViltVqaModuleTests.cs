using Microsoft.Extensions.DependencyInjection;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Tests.Golden;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Vilt;
using Sdvp.Modules.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Vilt;

public sealed class ViltVqaModuleTests : IDisposable
{
    private readonly DeviceGate _gate = new(CPU);
    private readonly GoldenCalls _calls = new(Fixture.Folder("vilt_vqa"));
    private readonly ViltVqaModule _module;

    public ViltVqaModuleTests() => _module = Load();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _module.Dispose();

    [Fact]
    public async Task InvokeAsync_OneBatchOfManySizes_GivesWhatSingleCallsGive()
    {
        ModuleCall[] calls = [.. Enumerable.Range(0, 5).Select(i => GoldenCalls.Call(
            GoldenCalls.Noise(i, 40 + (23 * i), 90 - (11 * i)), "question", new TextValue(string.Concat(Enumerable.Repeat("what color is the dog ", i + 1)))))];

        var together = await _module.InvokeAsync(calls, Token);

        for (var i = 0; i < calls.Length; i++)
        {
            var alone = (await _module.InvokeAsync([calls[i]], Token))[0];
            Assert.Equal(alone.Value, together[i].Value);
            foreach (var (answer, probability) in alone.Distribution!.Answers)
            {
                Assert.Equal(probability, together[i].Distribution!.ProbabilityOf(answer), 1e-5);
            }
        }
    }

    [Fact]
    public async Task InvokeAsync_CallThatFails_DoesNotFailOthers()
    {
        var good = _calls.Questions()[0];

        var results = await _module.InvokeAsync([new ModuleCall(good.Arguments.Remove("question")), good], Token);

        Assert.IsType<ArgumentException>(results[0].Error);
        Assert.Equal(_calls.Texts("expected_answers")[0], ((TextValue)results[1].Value!).Text);
    }

    [Theory]
    [InlineData(ScalarType.BFloat16, 0.05)]
    [InlineData(ScalarType.Float16, 0.01)]
    public async Task InvokeAsync_HalfPrecision_IsNearFloat32(ScalarType type, double tolerance)
    {
        using var half = Load(o => o.Type = type);
        var expected = (await _module.InvokeAsync(_calls.Questions(), Token))[0].Distribution!;

        var actual = (await half.InvokeAsync(_calls.Questions(), Token))[0].Distribution!;

        Assert.All(expected.Answers, a => Assert.Equal(a.Value, actual.ProbabilityOf(a.Key), tolerance));
        Assert.NotEqual(_module.Version, half.Version);
    }

    [Fact]
    public async Task InvokeAsync_IndependentAnswers_AreScaledToOne()
    {
        using var independent = Load(o => o.Scoring = AnswerScoring.Independent);

        var results = await independent.InvokeAsync(_calls.Questions(), Token);

        Assert.Equal(_calls.Texts("expected_answers"), results.Select(r => ((TextValue)r.Value!).Text));
        Assert.Equal(1, results[0].Distribution!.Answers.Sum(a => a.Value), 1e-5);
        Assert.NotEqual(_module.Version, independent.Version);
    }

    [Fact]
    public async Task Student_Trained_LeavesModuleAloneAndComesBack()
    {
        using var student = _module.CreateStudent();
        using var optimizer = new AdamWOptimizer(student.Network.parameters());
        StudentInput[] inputs = [.. _calls.Questions().Select(student.Prepare)];
        var first = Train(student, optimizer, inputs, 1);
        var last = Train(student, optimizer, inputs, 30);

        using var trained = (ViltVqaModule)student.ToModule();
        using var again = _module.CreateStudent();
        using var unchanged = (ViltVqaModule)again.ToModule();
        var folder = Directory.CreateTempSubdirectory("sdvp").FullName;
        student.Save(folder);
        using var loaded = Load(o => o.Folder = folder);

        Assert.True(last < first / 4, $"{first} → {last}");
        Assert.Equal(_module.Version, unchanged.Version);
        Assert.NotEqual(_module.Version, trained.Version);
        Assert.Equal(trained.Version, loaded.Version);
        Assert.All(await loaded.InvokeAsync(_calls.Questions(), Token), r => Assert.Equal(_module.Answers[0], ((TextValue)r.Value!).Text));
        Directory.Delete(folder, recursive: true);
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
    public void Student_TwoHundredSteps_LeaveNoTensor()
    {
        using var student = _module.CreateStudent();
        using var optimizer = new AdamWOptimizer(student.Network.parameters());
        StudentInput[] inputs = [.. _calls.Questions().Select(student.Prepare)];
        Train(student, optimizer, inputs, 1);

        LeakCheck.AssertLeavesNothing(() => Train(student, optimizer, inputs, 200));
    }

    [Fact]
    public void InvokeAsync_FiftyTimes_LeavesNoTensor() => LeakCheck.AssertLeavesNothing(() =>
    {
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(2, Calls.Run(_module, _calls.Questions()).Count);
        }
    });

    [Fact]
    public async Task AddViltVqa_InAHost_LoadsTheModule()
    {
        var services = new ServiceCollection();
        services.AddSdvp().AddViltVqa("ASK", o => o.Folder = Fixture.Folder("vilt_vqa"));
        await using var provider = services.BuildServiceProvider();

        var module = provider.GetRequiredService<IModuleRegistry>().Snapshot["ASK"];

        Assert.Equal(_module.Version, module.Version);
    }

    [Fact]
    public void Options_OutOfRange_AreRefusedWithTheModulesName()
    {
        var builder = new ServiceCollection().AddSdvp();

        Assert.Contains("VQA", Assert.Throws<ArgumentException>(() => builder.AddViltVqa("VQA", _ => { })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => builder.AddViltVqa("VQA", o => (o.Folder, o.MaxBatch) = ("x", 0)));
        Assert.Throws<ArgumentException>(() => builder.AddViltVqa("VQA", o => (o.Folder, o.Type) = ("x", ScalarType.Int32)));
        Assert.Throws<ArgumentException>(() => builder.AddViltVqa("VQA", o => (o.Folder, o.Scoring) = ("x", (AnswerScoring)7)));
    }

    [Fact]
    public void Load_FolderOfAnotherArchitecture_NamesTheFile()
    {
        var error = Assert.Throws<InvalidDataException>(() => Load(o => o.Folder = Fixture.Folder("blip_vqa")));

        Assert.Contains("config.json", error.Message, StringComparison.Ordinal);
    }

    private static float Train(IStudent student, AdamWOptimizer optimizer, StudentInput[] inputs, int steps)
    {
        var value = 0f;
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.ClearGradients();
            var logits = ((AnswerLogits)student.Forward(inputs)).Logits;
            var loss = -nn.functional.log_softmax(logits, 1).select(1, 0).mean();
            loss.backward();
            optimizer.Step(3e-3);
            value = loss.item<float>();
        }

        return value;
    }

    private Tensor Loss(IStudent student) =>
        -nn.functional.log_softmax(((AnswerLogits)student.Forward([.. _calls.Questions().Select(student.Prepare)])).Logits, 1).select(1, 0).mean();

    private ViltVqaModule Load(Action<ViltVqaOptions>? configure = null)
    {
        var options = new ViltVqaOptions { Folder = Fixture.Folder("vilt_vqa") };
        configure?.Invoke(options);
        return ViltVqaModule.Load("VQA", options, _gate);
    }
}
