using System.Collections.Immutable;
using Sdvp.Core.Teaching;
using Sdvp.Distillation.Evaluation.Loading;
using Sdvp.Modules.Imaging;
using Sdvp.Samples.Scenes.Datasets;
using Sdvp.Samples.Scenes.World;

namespace Sdvp.Samples.Scenes.Tasks;

/// <summary>The files of some splits, made if absent, and the examples read back from them with the programs of one framework.</summary>
public sealed class SceneData
{
    private readonly Dictionary<string, LoadedExamples> _splits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SceneOracle> _oracles;

    private SceneData(Dictionary<string, SceneOracle> oracles) => _oracles = oracles;

    /// <summary>Everything that could not be loaded, by split.</summary>
    public IEnumerable<(string Split, LoadFailure Failure)> Failures => _splits.SelectMany(s => s.Value.Failures.Select(f => (s.Key, f)));

    /// <summary>The examples of a split.</summary>
    /// <param name="split">Its name.</param>
    public ImmutableArray<TaskExample> this[string split] => _splits[split].Examples;

    /// <summary>Makes the files where they are absent, and loads them with the programs of both frameworks; the images are shared.</summary>
    /// <param name="splits">Splits of GQA kind.</param>
    /// <param name="pairSplits">Splits of NLVR2 kind.</param>
    /// <param name="folder">The folder of all splits.</param>
    /// <param name="seed">Seed of the scenes.</param>
    /// <param name="codec">Encodes and decodes images.</param>
    /// <param name="visProg">Loads VisProg programs.</param>
    /// <param name="viper">Loads Viper programs.</param>
    /// <param name="progress">Takes images done and images in all.</param>
    /// <param name="cancellationToken">Gives up; complete splits are kept.</param>
    /// <returns>The examples by framework: <c>visprog</c> and <c>viper</c>.</returns>
    public static async Task<ImmutableDictionary<string, SceneData>> LoadAsync(
        IReadOnlyCollection<SceneSplit> splits,
        IReadOnlyCollection<PairSplit> pairSplits,
        string folder,
        long seed,
        IImageCodec codec,
        ExampleLoader visProg,
        ExampleLoader viper,
        IProgress<(int Done, int Total)> progress,
        CancellationToken cancellationToken)
    {
        var oracles = new Dictionary<string, SceneOracle>(StringComparer.Ordinal);
        var (inVisProg, inViper) = (new SceneData(oracles), new SceneData(oracles));
        var writer = new SceneDatasetWriter(codec, seed);
        var total = splits.Sum(s => s.Scenes) + pairSplits.Sum(s => 2 * s.Pairs);
        var before = 0;
        foreach (var split in splits)
        {
            var files = await writer.WriteAsync(split, folder, new Step(progress, before, 1, total), cancellationToken);
            await AddAsync(split.Name, split.Domain, files, await visProg.LoadGqaAsync(files.Questions, files.Folder, files.Programs, cancellationToken));
            before += split.Scenes;
            progress.Report((before, total));
        }

        foreach (var split in pairSplits)
        {
            var files = await writer.WriteAsync(split, folder, new Step(progress, before, 2, total), cancellationToken);
            await AddAsync(split.Name, split.Domain, files, await visProg.LoadNlvr2Async(files.Statements, files.Folder, files.Programs, cancellationToken));
            before += 2 * split.Pairs;
            progress.Report((before, total));
        }

        return ImmutableDictionary<string, SceneData>.Empty.Add("visprog", inVisProg).Add("viper", inViper);

        async Task AddAsync(string name, SceneDomain domain, SplitFiles files, LoadedExamples examples)
        {
            inVisProg._splits.Add(name, examples);
            var others = await viper.WithProgramsAsync(examples.Examples, files.ViperPrograms, cancellationToken);
            inViper._splits.Add(name, others with { Failures = [.. examples.Failures, .. others.Failures] });
            oracles.Add(name, await SceneOracle.LoadAsync(files, domain, examples.Examples, cancellationToken));
        }
    }

    /// <summary>Knows the gold answers of a split's steps.</summary>
    /// <param name="split">Its name.</param>
    /// <returns>The oracle.</returns>
    public SceneOracle OracleOf(string split) => _oracles[split];

    private sealed class Step(IProgress<(int Done, int Total)> progress, int before, int factor, int total) : IProgress<int>
    {
        public void Report(int value) => progress.Report((before + (factor * value), total));
    }
}
