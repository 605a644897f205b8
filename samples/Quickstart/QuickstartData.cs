using System.Collections.Immutable;
using Sdvp.Core.Teaching;
using Sdvp.Distillation.Evaluation.Loading;
using Sdvp.Modules.Imaging;
using Sdvp.Samples.Scenes.Datasets;
using Sdvp.Samples.Scenes.Questions;
using Sdvp.Samples.Scenes.World;

namespace Sdvp.Samples.Quickstart;

/// <summary>The files of the quickstart, made if absent, and the examples read back from them.</summary>
internal sealed class QuickstartData
{
    private static readonly ImmutableArray<string> GeneralFamilies = [.. QuestionSampler.TaskFamilies, "count"];

    private static readonly SceneSplit[] Splits =
    [
        new("mosaic-train", SceneDomain.Mosaic, QuestionSampler.TaskFamilies, 900, 3),
        new("mosaic-test", SceneDomain.Mosaic, QuestionSampler.TaskFamilies, 500, 3),
        new("general-train", SceneDomain.General, [.. GeneralFamilies, .. QuestionSampler.UnseenFamilies], 1000, 4),
        new("general-test", SceneDomain.General, GeneralFamilies, 500, 3),
        new("where-test", SceneDomain.General, ["where"], 450, 2),
        new("name-test", SceneDomain.General, ["name"], 450, 2),
        new("bands-test", SceneDomain.Bands, GeneralFamilies, 600, 3),
    ];

    private static readonly PairSplit[] PairSplits = [new("checker-train", SceneDomain.Checker, 600, 3), new("checker-test", SceneDomain.Checker, 500, 3)];

    private readonly Dictionary<string, LoadedExamples> _splits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SceneOracle> _oracles;

    private QuickstartData(Dictionary<string, SceneOracle> oracles) => _oracles = oracles;

    /// <summary>Everything that could not be loaded, by split.</summary>
    public IEnumerable<(string Split, LoadFailure Failure)> Failures => _splits.SelectMany(s => s.Value.Failures.Select(f => (s.Key, f)));

    public ImmutableArray<TaskExample> this[string split] => _splits[split].Examples;

    /// <summary>Makes the files where they are absent, and loads them with the programs of both frameworks; the images are shared.</summary>
    /// <returns>The examples by framework.</returns>
    public static async Task<ImmutableDictionary<string, QuickstartData>> LoadAsync(
        string folder,
        int seed,
        IImageCodec codec,
        ExampleLoader visProg,
        ExampleLoader viper,
        IProgress<(int Done, int Total)> progress,
        CancellationToken cancellationToken)
    {
        var oracles = new Dictionary<string, SceneOracle>(StringComparer.Ordinal);
        var (inVisProg, inViper) = (new QuickstartData(oracles), new QuickstartData(oracles));
        var writer = new SceneDatasetWriter(codec, seed);
        var total = Splits.Sum(s => s.Scenes) + PairSplits.Sum(s => 2 * s.Pairs);
        var before = 0;
        foreach (var split in Splits)
        {
            var files = await writer.WriteAsync(split, folder, new Step(progress, before, 1, total), cancellationToken);
            await AddAsync(split.Name, split.Domain, files, await visProg.LoadGqaAsync(files.Questions, files.Folder, files.Programs, cancellationToken));
            before += split.Scenes;
            progress.Report((before, total));
        }

        foreach (var split in PairSplits)
        {
            var files = await writer.WriteAsync(split, folder, new Step(progress, before, 2, total), cancellationToken);
            await AddAsync(split.Name, split.Domain, files, await visProg.LoadNlvr2Async(files.Statements, files.Folder, files.Programs, cancellationToken));
            before += 2 * split.Pairs;
            progress.Report((before, total));
        }

        return ImmutableDictionary<string, QuickstartData>.Empty.Add("visprog", inVisProg).Add("viper", inViper);

        async Task AddAsync(string name, SceneDomain domain, SplitFiles files, LoadedExamples examples)
        {
            inVisProg._splits.Add(name, examples);
            var others = await viper.WithProgramsAsync(examples.Examples, files.ViperPrograms, cancellationToken);
            inViper._splits.Add(name, others with { Failures = [.. examples.Failures, .. others.Failures] });
            oracles.Add(name, await SceneOracle.LoadAsync(files, domain, examples.Examples, cancellationToken));
        }
    }

    public SceneOracle OracleOf(string split) => _oracles[split];

    private sealed class Step(IProgress<(int Done, int Total)> progress, int before, int factor, int total) : IProgress<int>
    {
        public void Report(int value) => progress.Report((before + (factor * value), total));
    }
}
