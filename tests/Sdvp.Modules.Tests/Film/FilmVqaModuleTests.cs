using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Film;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Weights;
using Sdvp.Tests.Shared;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Film;

public sealed class FilmVqaModuleTests : IDisposable
{
    private static readonly FilmConfig Config = new()
    {
        ImageSize = 16,
        Width = 8,
        TextWidth = 8,
        Hops = 1,
        MaxWords = 6,
        Words = ["what", "color", "is", "it"],
        Answers = ["red", "green", "blue"],
    };

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly DeviceGate _gate = new(CPU);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Load_AfterSave_HasSameVersionAndAnswers()
    {
        using var module = FilmVqaModule.Create("VQA", Config, 7, _gate);
        using var student = module.CreateStudent();
        student.Save(_folder);

        using var loaded = FilmVqaModule.Load("VQA", _folder, _gate);

        Assert.Equal(module.Version, loaded.Version);
        Assert.Equal(await AnswerAsync(module, Call(1)), await AnswerAsync(loaded, Call(1)));
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(21, 3)]
    public async Task InvokeAsync_InOneBatch_GivesWhatSingleCallsGive(int count, int lanes)
    {
        using var module = FilmVqaModule.Create("VQA", Config, 7, new DeviceGate(CPU, lanes));
        var calls = Enumerable.Range(0, count).Select(Call).ToList();

        var batch = await module.InvokeAsync(calls, TestContext.Current.CancellationToken);

        for (var i = 0; i < calls.Count; i++)
        {
            var single = await AnswerAsync(module, calls[i]);
            foreach (var (answer, probability) in batch[i].Distribution!.Answers)
            {
                Assert.Equal(single.First(a => a.Key == answer).Value, probability, 1e-5);
            }
        }
    }

    [Fact]
    public void CreateStudent_InBfloat16_TrainsNarrowAndIsKeptIn32Bits()
    {
        using var module = FilmVqaModule.Create("VQA", Config, 7, _gate);
        using var wide = module.CreateStudent();
        wide.Save(_folder);
        using var loaded = FilmVqaModule.Load("VQA", _folder, _gate, ScalarType.BFloat16);
        using var narrow = loaded.CreateStudent();

        Assert.All(narrow.Network.parameters(), p => Assert.Equal(ScalarType.BFloat16, p.dtype));
        AssertClose(Logits(wide), Logits(narrow), 0.05f);

        Step(narrow);
        narrow.Save(_folder);
        using var trained = (FilmVqaModule)narrow.ToModule();
        using var again = FilmVqaModule.Load("VQA", _folder, _gate);
        Assert.NotEqual(module.Version, trained.Version);
        Assert.Equal(trained.Version, again.Version);
        using var next = trained.CreateStudent();
        Assert.All(next.Network.parameters(), p => Assert.Equal(ScalarType.BFloat16, p.dtype));

        float[] Logits(IStudent student)
        {
            using var scope = NewDisposeScope();
            var logits = ((AnswerLogits)student.Forward([student.Prepare(Call(1)), student.Prepare(Call(2))])).Logits;
            Assert.Equal(ScalarType.Float32, logits.dtype);
            return logits.detach().data<float>().ToArray();
        }
    }

    [Fact]
    public void Load_TrainingTypeOfNoUse_SaysWhichAreKnown()
    {
        using var module = FilmVqaModule.Create("VQA", Config, 7, _gate);
        using var student = module.CreateStudent();
        student.Save(_folder);

        Assert.Contains("BFloat16", Assert.Throws<ArgumentException>(() => FilmVqaModule.Load("VQA", _folder, _gate, ScalarType.Float16)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CreateStudent_WhenTrained_LeavesModuleAlone()
    {
        using var module = FilmVqaModule.Create("VQA", Config, 7, _gate);
        using var student = module.CreateStudent();
        Step(student);

        using var trained = (FilmVqaModule)student.ToModule();
        using var again = module.CreateStudent();
        using var unchanged = (FilmVqaModule)again.ToModule();

        Assert.NotEqual(module.Version, trained.Version);
        Assert.Equal(module.Version, unchanged.Version);
    }

    [Fact]
    public void Training_200Steps_LeavesNoTensor()
    {
        using var module = FilmVqaModule.Create("VQA", Config, 7, _gate);
        using var student = module.CreateStudent();
        using var optimizer = new AdamWOptimizer(student.Network.parameters());
        var input = student.Prepare(Call(3));
        LeakCheck.AssertLeavesNothing(() =>
        {
            for (var step = 0; step < 200; step++)
            {
                using var scope = NewDisposeScope();
                ((AnswerLogits)student.Forward([input])).Logits.sum().backward();
                optimizer.Step(1e-3);
                optimizer.ClearGradients();
            }
        });
    }

    [Fact]
    public void Load_TruncatedWeights_NamesFile()
    {
        using var module = FilmVqaModule.Create("VQA", Config, 7, _gate);
        using var student = module.CreateStudent();
        student.Save(_folder);
        var file = Path.Combine(_folder, "model.safetensors");
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..^100]);

        var error = Assert.Throws<InvalidWeightsException>(() => FilmVqaModule.Load("VQA", _folder, _gate));

        Assert.Contains("model.safetensors", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"words\": [\"a\"], \"width\": 7}")]
    [InlineData("{\"words\": [\"a\"], \"depth\": 7}")]
    [InlineData("[")]
    public void Load_InvalidConfig_NamesFile(string config)
    {
        File.WriteAllText(Path.Combine(_folder, "config.json"), config);

        var error = Assert.Throws<InvalidDataException>(() => FilmVqaModule.Load("VQA", _folder, _gate));

        Assert.Contains("config.json", error.Message, StringComparison.Ordinal);
    }

    private static void Step(IStudent student)
    {
        using var scope = NewDisposeScope();
        using var optimizer = new AdamWOptimizer(student.Network.parameters());
        ((AnswerLogits)student.Forward([student.Prepare(Call(1))])).Logits.select(1, 0).sum().backward();
        optimizer.Step(0.01);
    }

    private static async Task<ImmutableArray<KeyValuePair<string, double>>> AnswerAsync(FilmVqaModule module, ModuleCall call) =>
        (await module.InvokeAsync([call], TestContext.Current.CancellationToken))[0].Distribution!.Answers;

    private static void AssertClose(float[] expected, float[] actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }

    private static ModuleCall Call(int seed)
    {
        var pixels = new byte[20 * 12 * 3];
        new Random(seed).NextBytes(pixels);
        return new ModuleCall(ImmutableDictionary<string, ProgramValue>.Empty
            .Add("image", new ImageValue(ImageBuffer.FromRgb(20, 12, pixels))).Add("question", new TextValue("What color is it?")));
    }
}
