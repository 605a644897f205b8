using System.Collections.Immutable;
using Sdvp.Distillation.Evaluation.Gqa;
using Sdvp.Distillation.Evaluation.Nlvr2;
using Sdvp.Samples.Scenes.Questions;
using Sdvp.Samples.Study.Running;
using Sdvp.Samples.Study.World;
using Sdvp.Samples.Study.World.Folders;

namespace Sdvp.Distillation.Tests.Study.Folders;

public sealed class FolderWorldTests(LayoutFixture layout) : IClassFixture<LayoutFixture>
{
    private static readonly string[] Frameworks = ["visprog", "viper"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private FolderOptions Options => new() { Gqa = layout.Gqa, Nlvr2 = layout.Nlvr2, General = layout.General };

    [Fact]
    public async Task LoadAsync_WrittenLayout_GivesEverythingThatWasWritten()
    {
        var (world, data) = await LoadAsync(Options);
        using var held = world;

        foreach (var framework in Frameworks)
        {
            var (a, b) = (data[framework].A, data[framework].B);
            Assert.Equal((36, 36, 20, 36), (a.Train.Length, a.Test.Examples.Length, b.Train.Length, b.Test.Examples.Length));
            Assert.Equal(48, data[framework].Traffic.Length);
            Assert.Equal([("general", 36), ("unseen-1", 18), ("unseen-2", 18)], data[framework].Others.Select(o => (o.Key, o.Value.Examples.Length)));
            Assert.Equal(QuestionSampler.TaskFamilies.Order(StringComparer.Ordinal), a.Train.Select(e => e.Family!).Distinct().Order(StringComparer.Ordinal));
            Assert.All(data[framework].Others["unseen-1"].Examples, e => Assert.Equal("where", e.Family));
            Assert.DoesNotContain(data[framework].Others["general"].Examples, e => e.Family is "where" or "name");
            Assert.Contains(data[framework].Traffic, e => e.Family == "name");
            Assert.All(b.Train, e => Assert.True(e.Answer is "yes" or "no" && e.Inputs.ContainsKey("LEFT") && e.Inputs.ContainsKey("RIGHT")));
            Assert.All(a.Train.Concat(b.Train), e => Assert.Equal(framework, e.Program.Language));
            Assert.Null(a.GoldOf);
            Assert.Null(a.Test.GoldOf);
        }

        var facts = world.Facts(1).ToDictionary(f => f.Name, f => f.Value);
        Assert.Equal("nothing", facts["left out, all seeds together"]);
        Assert.Contains("gqa-train, visprog 36", facts["examples of each seed"], StringComparison.Ordinal);
        Assert.StartsWith("not known", facts["true answers of steps"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_AgainWithALimit_ChoosesTheSameExamples()
    {
        var folder = layout.NewFolder();
        var options = Options with { Limit = 10 };
        var (first, before) = await LoadAsync(options, folder);
        var (second, after) = await LoadAsync(options, folder);
        var (elsewhere, other) = await LoadAsync(options);
        first.Dispose();
        second.Dispose();
        elsewhere.Dispose();

        Assert.Equal((10, 5, 10, 5), (before["viper"].A.Train.Length, before["viper"].A.Test.Examples.Length, before["viper"].B.Train.Length, before["viper"].B.Test.Examples.Length));
        Assert.Equal(Ids(before), Ids(after));
        Assert.Equal(Ids(before), Ids(other));
    }

    [Fact]
    public async Task LoadAsync_WithoutGeneral_TakesTrafficFromGqaAndHasNoGeneralColumn()
    {
        var (world, data) = await LoadAsync(Options with { General = null, UnseenFirst = "exist", UnseenSecond = "choose" });
        using var held = world;

        Assert.Equal(["unseen-1", "unseen-2"], data["visprog"].Others.Keys);
        Assert.DoesNotContain(data["visprog"].A.Train.Concat(data["visprog"].A.Test.Examples), e => e.Family is "exist" or "choose");
        Assert.Contains(data["visprog"].Traffic, e => e.Family is "exist" or "choose");
        Assert.Equal(36, data["visprog"].Traffic.Length);
    }

    [Fact]
    public async Task LoadAsync_DamagedData_CountsWhatIsLeftOut()
    {
        var gqa = layout.Copy(layout.Gqa);
        var questions = Path.Combine(gqa, "train_balanced_questions.json");
        var text = await File.ReadAllTextAsync(questions, Token);
        var operation = text.IndexOf("\"operation\":\"exist\"", StringComparison.Ordinal);
        text = string.Concat(text.AsSpan(0, operation), "\"operation\":\"guess\"", text.AsSpan(operation + "\"operation\":\"exist\"".Length));
        await File.WriteAllTextAsync(questions, text.Replace("\"imageId\":\"mosaic-train00002\"", "\"imageId\":5", StringComparison.Ordinal), Token);
        File.Delete(Path.Combine(gqa, "images", "mosaic-train00003.jpg"));
        await File.WriteAllTextAsync(Path.Combine(gqa, "images", "mosaic-train00004.jpg"), "no image", Token);

        var (world, data) = await LoadAsync(Options with { Gqa = gqa });
        using var held = world;

        Assert.InRange(data["visprog"].A.Train.Length, 23, 27);
        var left = world.Facts(1).Single(f => f.Name.StartsWith("left out", StringComparison.Ordinal)).Value;
        Assert.Contains("train_balanced_questions.json: 4 that cannot be read", left, StringComparison.Ordinal);
        Assert.Contains("1 with a program that cannot be translated", left, StringComparison.Ordinal);
        Assert.Contains("with a fault of image", left, StringComparison.Ordinal);
        Assert.Contains("mosaic-train00003", left, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_StoredProgramsForSomeQuestions_ChoosesAmongThese()
    {
        var gqa = layout.Copy(layout.Gqa);
        Directory.CreateDirectory(Path.Combine(gqa, "programs"));
        await File.WriteAllTextAsync(
            StoredPrograms.FileOf(gqa, "train", "visprog"),
            "{\"id\":\"mosaic-train00001-0\",\"program\":\"ANSWER0=VQA(image=IMAGE,question='is there a red star?')\\nFINAL_RESULT=RESULT(var=ANSWER0)\"}\nthis is no JSON\n",
            Token);

        var (world, data) = await LoadAsync(Options with { Gqa = gqa });
        using var held = world;

        var only = Assert.Single(data["visprog"].A.Train);
        Assert.Equal("mosaic-train00001-0", only.Id);
        Assert.Contains("is there a red star?", only.Program.Source, StringComparison.Ordinal);
        Assert.Contains("def execute_command", Assert.Single(data["viper"].A.Train).Program.Source, StringComparison.Ordinal);
        var left = world.Facts(1).Single(f => f.Name.StartsWith("left out", StringComparison.Ordinal)).Value;
        Assert.Contains("35 without a stored program", left, StringComparison.Ordinal);
        Assert.Contains("1 lines of stored programs that cannot be read", left, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_NoImageAtAll_SaysSo()
    {
        var gqa = layout.Copy(layout.Gqa);
        Directory.Delete(Path.Combine(gqa, "images"), recursive: true);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => LoadAsync(Options with { Gqa = gqa }));

        Assert.Contains("No example of gqa-train could be loaded", error.Message, StringComparison.Ordinal);
        Assert.Contains("36 with a fault of image", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_StatementsWithoutPrograms_SaysHowToMakeThem()
    {
        var nlvr2 = layout.Copy(layout.Nlvr2);
        File.Delete(StoredPrograms.FileOf(nlvr2, "dev", "viper"));

        var error = Assert.Throws<FileNotFoundException>(() => new FolderWorld(layout.NewFolder(), Options with { Nlvr2 = nlvr2 }, new StudyModels()));

        Assert.Contains("dev.viper.jsonl", error.Message, StringComparison.Ordinal);
        Assert.Contains("samples/VisProg -- generate", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_FolderOfAnotherLayout_NamesTheFilesThatAreExpected()
    {
        Assert.Contains("train_balanced_questions.json", Assert.Throws<FileNotFoundException>(() => new FolderWorld(layout.NewFolder(), Options with { Gqa = layout.Nlvr2 }, new StudyModels())).Message, StringComparison.Ordinal);
        Assert.Contains("train.json", Assert.Throws<FileNotFoundException>(() => new FolderWorld(layout.NewFolder(), Options with { Nlvr2 = layout.Gqa }, new StudyModels())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_UnknownFamily_ListsThoseThatAreThere()
    {
        using var world = new FolderWorld(layout.NewFolder(), Options with { UnseenSecond = "weather" }, new StudyModels());

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => world.CheckAsync(Token));

        Assert.Contains("'weather'", error.Message, StringComparison.Ordinal);
        Assert.Contains("name (18)", error.Message, StringComparison.Ordinal);
        Assert.Contains("where (18)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_Layout_IsThatOfTheDownloads()
    {
        await foreach (var question in GqaQuestionFile.ReadAsync(Path.Combine(layout.Gqa, "testdev_balanced_questions.json"), cancellationToken: Token))
        {
            Assert.True(File.Exists(GqaPaths.Image(layout.Gqa, question.ImageId)));
        }

        var graphs = new List<GqaSceneGraph>();
        await foreach (var graph in GqaSceneGraphFile.ReadAsync(Path.Combine(layout.Gqa, "sceneGraphs", "train_sceneGraphs.json"), cancellationToken: Token))
        {
            graphs.Add(graph);
        }

        Assert.Equal(9, graphs.Count);
        foreach (var split in new[] { "train", "dev" })
        {
            await foreach (var statement in Nlvr2File.ReadAsync(Path.Combine(layout.Nlvr2, "data", $"{split}.json"), cancellationToken: Token))
            {
                Assert.Equal(split == "train", statement.Directory is not null);
                Assert.True(File.Exists(Nlvr2Paths.Left(layout.Nlvr2, statement)) && File.Exists(Nlvr2Paths.Right(layout.Nlvr2, statement)));
            }
        }

        Assert.False(Directory.Exists(Path.Combine(layout.Root, "layout", "work")));
    }

    private static ImmutableArray<string> Ids(ImmutableDictionary<string, StudyData> data) =>
        [.. Frameworks.SelectMany(f => data[f].A.Train.Concat(data[f].A.Test.Examples).Concat(data[f].B.Train).Concat(data[f].Traffic).Select(e => e.Id))];

    private async Task<(FolderWorld World, ImmutableDictionary<string, StudyData> Data)> LoadAsync(FolderOptions options, string? folder = null)
    {
        var world = new FolderWorld(folder ?? layout.NewFolder(), options, new StudyModels());
        await world.CheckAsync(Token);
        return (world, await world.LoadAsync(layout.Host, 1, new ActionProgress<(int Done, int Total)>(static _ => { }), Token));
    }
}
