using Microsoft.Extensions.DependencyInjection;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Values;
using Sdvp.Distillation.Evaluation;
using Sdvp.Distillation.Evaluation.Loading;
using Sdvp.Distillation.Tests.Scenes;
using Sdvp.Modules.Imaging;
using Sdvp.Samples.Scenes.Datasets;
using Sdvp.Samples.Scenes.Questions;
using Sdvp.Samples.Scenes.World;

namespace Sdvp.Distillation.Tests.Evaluation.Loading;

public sealed class ExampleLoaderTests : IDisposable
{
    private static readonly SceneSplit Split = new("tiny-test", SceneDomain.General, QuestionSampler.TaskFamilies, 4, 2);

    private readonly TemporaryFolder _folder = new();
    private readonly SkiaImageCodec _codec = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task LoadGqaAsync_WholeSplit_GivesEveryExample()
    {
        var files = await WriteAsync();

        var loaded = await LoadAsync(files);

        Assert.Empty(loaded.Failures);
        Assert.Equal(8, loaded.Examples.Length);
        Assert.All(loaded.Examples, e => Assert.NotNull(e.Answer));
        Assert.Equal(4, loaded.Examples.Select(e => ((ImageValue)e.Inputs["IMAGE"]).Root).Distinct().Count());
    }

    [Fact]
    public async Task LoadGqaAsync_DamagedInputs_ReportsThemAndGoesOn()
    {
        var files = await WriteAsync();
        await File.WriteAllTextAsync(Path.Combine(files.Images, "tiny-test00001.jpg"), "no image", TestContext.Current.CancellationToken);
        var programs = await File.ReadAllLinesAsync(files.Programs, TestContext.Current.CancellationToken);
        programs[0] = """{"id": "tiny-test00000-0", "program": "A=VQQ(image=IMAGE,question='what?')\nR=RESULT(var=A)"}""";
        await File.WriteAllLinesAsync(files.Programs, programs.Where((_, i) => i != 1), TestContext.Current.CancellationToken);
        var questions = await File.ReadAllTextAsync(files.Questions, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(files.Questions, RemoveImageIdOfLast(questions), TestContext.Current.CancellationToken);

        var loaded = await LoadAsync(files);

        Assert.Equal(3, loaded.Examples.Length);
        Assert.Equal(["data", "image", "image", "no-program", "program"], loaded.Failures.Select(f => f.Cause).Order());
        Assert.Contains("1:3", loaded.Failures.Single(f => f.Cause == "program").Message, StringComparison.Ordinal);
        Assert.Contains("VQA", loaded.Failures.Single(f => f.Cause == "program").Message, StringComparison.Ordinal);
        Assert.Contains("imageId", loaded.Failures.Single(f => f.Cause == "data").Message, StringComparison.Ordinal);
        Assert.All(loaded.Failures.Where(f => f.Cause == "image"), f => Assert.Contains("tiny-test00001.jpg", f.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task LoadGqaAsync_ImageIdThatLeavesTheFolder_IsReportedAndTouchesNoOther()
    {
        var files = await WriteAsync();
        var questions = await File.ReadAllTextAsync(files.Questions, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(files.Questions, questions.Replace("\"imageId\":\"tiny-test00000\"", "\"imageId\":\"../secret\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var loaded = await LoadAsync(files);

        Assert.Equal(6, loaded.Examples.Length);
        Assert.All(loaded.Failures, f => Assert.Equal("image", f.Cause));
        Assert.Contains("'../secret'", loaded.Failures[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StreamAsync_LineThatIsNoProgram_IsHandedOverAndReadingGoesOn()
    {
        var path = Path.Combine(_folder.Path, "programs.jsonl");
        await File.WriteAllLinesAsync(path, ["{\"id\":\"a\",\"program\":\"A\"}", "", "no JSON", "{\"id\":\"a\",\"program\":\"B\"}"], TestContext.Current.CancellationToken);
        var failures = new DatasetFailures();
        var programs = new List<StoredProgram>();

        await foreach (var program in StoredProgramFile.StreamAsync(path, new DatasetReadOptions { OnError = failures.Add }, TestContext.Current.CancellationToken))
        {
            programs.Add(program);
        }

        Assert.Equal([new("a", "A"), new("a", "B")], programs);
        Assert.Equal("line 3", Assert.Single(failures.First).Key);
    }

    [Fact]
    public async Task WriteAsync_Twice_GivesSameBytesAndLeavesCompleteSplitAlone()
    {
        var files = await WriteAsync();
        var first = await File.ReadAllBytesAsync(files.Questions, TestContext.Current.CancellationToken);
        var written = File.GetLastWriteTimeUtc(files.Questions);
        await WriteAsync();
        Assert.Equal(written, File.GetLastWriteTimeUtc(files.Questions));

        File.Delete(files.Complete);
        await WriteAsync();

        Assert.Equal(first, await File.ReadAllBytesAsync(files.Questions, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task ReadAsync_LineWithoutProgram_NamesFileLineAndField()
    {
        var file = _folder.File("programs.jsonl", "{\"id\": \"a\", \"program\": \"x\"}\n{\"id\": \"b\"}\n");

        var error = await Assert.ThrowsAsync<InvalidDatasetException>(() => StoredProgramFile.ReadAsync(file, TestContext.Current.CancellationToken));

        Assert.Equal((file, "line 2", "program"), (error.File, error.Key, error.Field));
    }

    private static string RemoveImageIdOfLast(string questions)
    {
        var at = questions.LastIndexOf("\"imageId\"", StringComparison.Ordinal);
        return questions[..at] + "\"imageIdd\"" + questions[(at + "\"imageId\"".Length)..];
    }

    private Task<SplitFiles> WriteAsync() => new SceneDatasetWriter(_codec, 1).WriteAsync(Split, _folder.Path, cancellationToken: TestContext.Current.CancellationToken);

    private async Task<LoadedExamples> LoadAsync(SplitFiles files)
    {
        var modules = new SceneModules();
        await using var provider = new ServiceCollection().AddSdvp().AddModule(modules.Vqa).AddModule(modules.Loc).Services.BuildServiceProvider();
        var loader = new ExampleLoader(_codec, new VisProgLanguage(), provider.GetRequiredService<IModuleRegistry>());
        return await loader.LoadGqaAsync(files.Questions, files.Folder, files.Programs, TestContext.Current.CancellationToken);
    }
}
