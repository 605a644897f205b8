using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Sdvp.Distillation.Evaluation.Gqa;
using Sdvp.Distillation.Evaluation.Nlvr2;
using Sdvp.Modules.Imaging;
using Sdvp.Samples.Scenes.Datasets;
using Sdvp.Samples.Scenes.Questions;
using Sdvp.Samples.Scenes.World;
using Sdvp.Samples.Study.Plan;
using Sdvp.Samples.Study.Results;
using Sdvp.Samples.Study.World.Folders;

namespace Sdvp.Samples.Study.World.Layout;

/// <summary>
/// Writes the procedural world as the folders that GQA's and NLVR2's downloads unpack to: <c>gqa</c>, <c>nlvr2</c> and <c>general</c>. GQA's questions get no programs, so that their functional
/// programs are translated; NLVR2's statements get theirs, as a generator would have written them.
/// </summary>
internal sealed class LayoutWriter(IImageCodec codec, StudyScale scale, long seed)
{
    private const int Directories = 100;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    // The world's modules know one form of each question, and two attributes of the world are none of GQA's.
    private static readonly ImmutableSortedDictionary<string, string> WorldPhrases = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
        .Add("name", "what shape {be} the {x}?")
        .Add("position", "where {be} the {x}?")
        .Add("title", "what {be} the {x} called?");

    private readonly SceneDatasetWriter _writer = new(codec, seed);

    /// <exception cref="InvalidOperationException">The folder is not empty.</exception>
    public async Task WriteAsync(string folder, IProgress<string> progress, CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new InvalidOperationException($"{folder} is not empty; expected is a new or an empty folder.");
        }

        var work = Path.Combine(folder, "work");
        var gqa = Path.Combine(folder, "gqa");
        await WriteQuestionsAsync([Of("mosaic-train")], work, gqa, "train", progress, cancellationToken);
        await WriteQuestionsAsync([Of("mosaic-test")], work, gqa, "testdev", progress, cancellationToken);
        WritePhrases(gqa);

        var general = Path.Combine(folder, "general");
        await WriteQuestionsAsync([Of("general-train")], work, general, "train", progress, cancellationToken);
        await WriteQuestionsAsync([Of("general-test"), Of("where-test"), Of("name-test")], work, general, "testdev", progress, cancellationToken);
        WritePhrases(general);

        var nlvr2 = Path.Combine(folder, "nlvr2");
        await WriteStatementsAsync(new PairSplit("checker-train", SceneDomain.Checker, scale.PairsB, 4), work, nlvr2, progress, cancellationToken);
        await WriteStatementsAsync(new PairSplit("checker-dev", SceneDomain.Checker, scale.TestScenes, 4), work, nlvr2, progress, cancellationToken);
        Directory.Delete(work, recursive: true);
    }

    private static void WritePhrases(string target)
    {
        var file = Phrases.FileIn(target);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file + ".tmp", JsonSerializer.SerializeToUtf8Bytes(WorldPhrases, Indented));
        File.Move(file + ".tmp", file, overwrite: true);
    }

    private static async Task<List<T>> ReadAllAsync<T>(IAsyncEnumerable<T> items, CancellationToken cancellationToken)
    {
        var all = new List<T>();
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            all.Add(item);
        }

        return all;
    }

    private SceneSplit Of(string name) => scale.Questions.Single(s => s.Name == name);

    private async Task WriteQuestionsAsync(
        ImmutableArray<SceneSplit> splits, string work, string target, string name, IProgress<string> progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.Combine(target, "images"));
        var (questions, graphs) = (new List<GqaQuestion>(), new List<GqaSceneGraph>());
        foreach (var split in splits)
        {
            progress.Report($"{split.Name}: {split.Scenes} scenes");
            var files = await _writer.WriteAsync(split, work, cancellationToken: cancellationToken);
            questions.AddRange(await ReadAllAsync(GqaQuestionFile.ReadAsync(files.Questions, cancellationToken: cancellationToken), cancellationToken));
            graphs.AddRange(await ReadAllAsync(GqaSceneGraphFile.ReadAsync(files.SceneGraphs, cancellationToken: cancellationToken), cancellationToken));
            foreach (var image in Directory.EnumerateFiles(files.Images))
            {
                File.Move(image, Path.Combine(target, "images", Path.GetFileName(image)));
            }
        }

        await GqaQuestionWriter.WriteAsync(Path.Combine(target, $"{name}_balanced_questions.json"), questions, cancellationToken);
        if (name == "train")
        {
            // GQA has scene graphs of its training and validation images only.
            await GqaSceneGraphWriter.WriteAsync(Path.Combine(target, "sceneGraphs", "train_sceneGraphs.json"), graphs, cancellationToken);
        }
    }

    private async Task WriteStatementsAsync(PairSplit split, string work, string target, IProgress<string> progress, CancellationToken cancellationToken)
    {
        progress.Report($"{split.Name}: {split.Pairs} pairs");
        var files = await _writer.WriteAsync(split, work, cancellationToken: cancellationToken);
        var isTrain = split.IdentifierPrefix == "train";
        var statements = new List<Nlvr2Example>();
        await foreach (var statement in Nlvr2File.ReadAsync(files.Statements, cancellationToken: cancellationToken))
        {
            // Only training images lie in numbered folders.
            var placed = statement with { Directory = isTrain ? int.Parse(statement.Identifier.SetId, CultureInfo.InvariantCulture) % Directories : null };
            statements.Add(placed);
            Move(Nlvr2Paths.Left(files.Folder, statement), Nlvr2Paths.Left(target, placed));
            Move(Nlvr2Paths.Right(files.Folder, statement), Nlvr2Paths.Right(target, placed));
        }

        await Nlvr2Writer.WriteAsync(Path.Combine(target, "data", $"{split.IdentifierPrefix}.json"), statements, cancellationToken);
        Move(files.Programs, StoredPrograms.FileOf(target, split.IdentifierPrefix, Languages.VisProg));
        Move(files.ViperPrograms, StoredPrograms.FileOf(target, split.IdentifierPrefix, Languages.Viper));

        static void Move(string from, string to)
        {
            // Statements about one pair share its images.
            if (File.Exists(from))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Move(from, to);
            }
        }
    }
}
