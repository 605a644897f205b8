using System.Collections.Immutable;
using System.Globalization;
using Sdvp.Core.Values;
using Sdvp.Distillation.Evaluation.Gqa;
using Sdvp.Distillation.Evaluation.Loading;
using Sdvp.Distillation.Evaluation.Nlvr2;
using Sdvp.Modules.Imaging;
using Sdvp.Samples.Scenes.Programs;
using Sdvp.Samples.Scenes.Questions;
using Sdvp.Samples.Scenes.World;

namespace Sdvp.Samples.Scenes.Datasets;

/// <summary>
/// Writes splits of the world as files of the real formats: images, GQA scene graphs and questions, NLVR2 statements, stored programs.
/// The same seed gives the same bytes. A split that is complete already is left alone; one that was interrupted is written again.
/// </summary>
/// <param name="codec">Encodes images.</param>
/// <param name="seed">Seed of the whole world; splits draw from streams of their own, so that no two share a scene.</param>
public sealed class SceneDatasetWriter(IImageCodec codec, long seed)
{
    /// <summary>Changes when the same seed would give other files.</summary>
    private const string WorldVersion = "2";

    private const int JpegQuality = 92;

    /// <summary>Writes a split of GQA kind. Images are JPEG files.</summary>
    /// <param name="split">The split.</param>
    /// <param name="folder">The folder of all splits.</param>
    /// <param name="progress">Takes the number of scenes done.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The split's files.</returns>
    public async Task<SplitFiles> WriteAsync(SceneSplit split, string folder, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(split);
        var files = new SplitFiles(Path.Combine(folder, split.Name));
        var stamp = $"{WorldVersion} {seed} {split.Domain.Name} {split.Scenes} {split.QuestionsPerScene} {string.Join(',', split.Families)}";
        if (IsComplete(files, stamp))
        {
            return files;
        }

        Directory.CreateDirectory(files.Images);
        var graphs = new List<GqaSceneGraph>();
        var questions = new List<GqaQuestion>();
        var programs = new List<(string Id, ScenePrograms Programs)>();
        for (var i = 0; i < split.Scenes; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var random = SceneRandom.For(seed, StreamOf(split.Name), i);
            var (scene, asked) = SampleScene(split, i, random);
            foreach (var question in asked)
            {
                var id = string.Create(CultureInfo.InvariantCulture, $"{scene.Id}-{questions.Count % split.QuestionsPerScene}");
                questions.Add(ToGqa(id, scene, question));
                programs.Add((id, question.Programs));
            }

            graphs.Add(SceneGraphs.ToGraph(scene));
            await File.WriteAllBytesAsync(GqaPaths.Image(files.Folder, scene.Id), codec.EncodeJpeg(SceneRenderer.Render(scene), JpegQuality), cancellationToken);
            progress?.Report(i + 1);
        }

        await GqaSceneGraphWriter.WriteAsync(files.SceneGraphs, graphs, cancellationToken);
        await GqaQuestionWriter.WriteAsync(files.Questions, questions, cancellationToken);
        await WriteProgramsAsync(files, programs, cancellationToken);
        await File.WriteAllTextAsync(files.Complete, stamp, cancellationToken);
        return files;
    }

    /// <summary>Writes a split of NLVR2 kind. Images are PNG files.</summary>
    /// <param name="split">The split.</param>
    /// <param name="folder">The folder of all splits.</param>
    /// <param name="progress">Takes the number of pairs done.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The split's files.</returns>
    public async Task<SplitFiles> WriteAsync(PairSplit split, string folder, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(split);
        var files = new SplitFiles(Path.Combine(folder, split.Name));
        var stamp = $"{WorldVersion} {seed} {split.Domain.Name} {split.Pairs} {split.StatementsPerPair} {string.Join(',', StatementSampler.Families)}";
        if (IsComplete(files, stamp))
        {
            return files;
        }

        Directory.CreateDirectory(Path.Combine(files.Folder, split.IdentifierPrefix));
        var graphs = new List<GqaSceneGraph>();
        var statements = new List<Nlvr2Example>();
        var programs = new List<(string Id, ScenePrograms Programs)>();
        for (var i = 0; i < split.Pairs; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var random = SceneRandom.For(seed, StreamOf(split.Name), i);
            var pair = new Nlvr2Identifier(split.IdentifierPrefix, i.ToString(CultureInfo.InvariantCulture), "0", "0");
            var (left, right, said) = SamplePair(split, i, pair, random);
            foreach (var statement in said)
            {
                var identifier = pair with { SentenceId = (statements.Count % split.StatementsPerPair).ToString(CultureInfo.InvariantCulture) };
                statements.Add(new Nlvr2Example
                {
                    Identifier = identifier,
                    Sentence = statement.Text,
                    Label = statement.IsTrue,
                    LeftUrl = Nlvr2Paths.LeftName(pair),
                    RightUrl = Nlvr2Paths.RightName(pair),
                    Synset = statement.Family,
                    Query = statement.Family,
                });
                programs.Add((identifier.ToString(), statement.Programs));
            }

            graphs.Add(SceneGraphs.ToGraph(left));
            graphs.Add(SceneGraphs.ToGraph(right));
            await WritePngAsync(Nlvr2Paths.Left(files.Folder, statements[^1]), left, cancellationToken);
            await WritePngAsync(Nlvr2Paths.Right(files.Folder, statements[^1]), right, cancellationToken);
            progress?.Report(i + 1);
        }

        await GqaSceneGraphWriter.WriteAsync(files.SceneGraphs, graphs, cancellationToken);
        await Nlvr2Writer.WriteAsync(files.Statements, statements, cancellationToken);
        await WriteProgramsAsync(files, programs, cancellationToken);
        await File.WriteAllTextAsync(files.Complete, stamp, cancellationToken);
        return files;
    }

    private static async Task WriteProgramsAsync(SplitFiles files, List<(string Id, ScenePrograms Programs)> programs, CancellationToken cancellationToken)
    {
        await StoredProgramFile.WriteAsync(files.Programs, programs.Select(p => new StoredProgram(p.Id, p.Programs.VisProg)), cancellationToken);
        await StoredProgramFile.WriteAsync(files.ViperPrograms, programs.Select(p => new StoredProgram(p.Id, p.Programs.Viper)), cancellationToken);
    }

    private static bool IsComplete(SplitFiles files, string stamp) => File.Exists(files.Complete) && File.ReadAllText(files.Complete) == stamp;

    /// <summary>A number that follows from a split's name, the same on every machine.</summary>
    private static long StreamOf(string name) => name.Aggregate(17L, (hash, letter) => unchecked((hash * 31) + letter));

    /// <summary>Draws scenes until one gives occasion for enough questions.</summary>
    private static (Scene Scene, List<SceneQuestion> Questions) SampleScene(SceneSplit split, int index, SceneRandom random)
    {
        while (true)
        {
            var scene = SceneSampler.Sample(string.Create(CultureInfo.InvariantCulture, $"{split.Name}{index:00000}"), split.Domain, random);
            var questions = Collect(
                split.Families, index, split.QuestionsPerScene, family => QuestionSampler.Sample(family, scene, random), question => question.Text);
            if (questions.Count == split.QuestionsPerScene)
            {
                return (scene, questions);
            }
        }
    }

    /// <summary>Draws pairs until one gives occasion for enough statements.</summary>
    private static (Scene Left, Scene Right, List<SceneStatement> Statements) SamplePair(PairSplit split, int index, Nlvr2Identifier pair, SceneRandom random)
    {
        while (true)
        {
            var left = SceneSampler.Sample(Path.GetFileNameWithoutExtension(Nlvr2Paths.LeftName(pair)), split.Domain, random);
            var right = SceneSampler.Sample(Path.GetFileNameWithoutExtension(Nlvr2Paths.RightName(pair)), split.Domain, random);
            var statements = Collect(
                StatementSampler.Families, index, split.StatementsPerPair, family => StatementSampler.Sample(family, left, right, random), statement => statement.Text);
            if (statements.Count == split.StatementsPerPair)
            {
                return (left, right, statements);
            }
        }
    }

    /// <summary>Draws different texts. Families take turns; one that the scene gives no occasion for passes its turn on.</summary>
    private static List<T> Collect<T>(ImmutableArray<string> families, int index, int count, Func<string, T?> sample, Func<T, string> textOf)
        where T : class
    {
        const int AttemptsPerFamily = 40;
        var collected = new List<T>();
        var texts = new HashSet<string>(StringComparer.Ordinal);
        for (var attempt = 0; attempt < AttemptsPerFamily * families.Length && collected.Count < count; attempt++)
        {
            var family = families[((index * count) + collected.Count + (attempt / AttemptsPerFamily)) % families.Length];
            if (sample(family) is { } item && texts.Add(textOf(item)))
            {
                collected.Add(item);
            }
        }

        return collected;
    }

    private static GqaQuestion ToGqa(string id, Scene scene, SceneQuestion question) => new()
    {
        Id = id,
        ImageId = scene.Id,
        Question = question.Text,
        Answer = question.Answer,
        FullAnswer = question.Answer,
        IsBalanced = true,
        Groups = new GqaGroups(null, question.Family),
        Entailed = [],
        Equivalent = [id],
        Types = new GqaTypes(question.Structural, question.Semantic, question.Family),
        Semantic = [.. question.Operations.Select(o => new GqaOperation(o.Operation, o.Argument, o.Dependencies))],
        SemanticStr = string.Join("->", question.Operations.Select(o => new GqaOperation(o.Operation, o.Argument, o.Dependencies))),
    };

    private async Task WritePngAsync(string path, Scene scene, CancellationToken cancellationToken) =>
        await File.WriteAllBytesAsync(path, codec.EncodePng(SceneRenderer.Render(scene)), cancellationToken);
}
