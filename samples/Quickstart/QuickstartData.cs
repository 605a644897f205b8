using System.Collections.Immutable;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;
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
        new("general-train", SceneDomain.General, [.. GeneralFamilies, .. QuestionSampler.UnseenFamilies], 300, 4),
        new("general-test", SceneDomain.General, GeneralFamilies, 500, 3),
        new("where-test", SceneDomain.General, ["where"], 450, 2),
        new("name-test", SceneDomain.General, ["name"], 450, 2),
        new("bands-test", SceneDomain.Bands, GeneralFamilies, 300, 3),
    ];

    private static readonly PairSplit[] PairSplits = [new("checker-train", SceneDomain.Checker, 600, 3), new("checker-test", SceneDomain.Checker, 500, 3)];

    private readonly Dictionary<string, LoadedExamples> _splits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SceneOracle> _oracles = new(StringComparer.Ordinal);

    /// <summary>Everything that could not be loaded, by split.</summary>
    public IEnumerable<(string Split, LoadFailure Failure)> Failures => _splits.SelectMany(s => s.Value.Failures.Select(f => (s.Key, f)));

    public ImmutableArray<TaskExample> this[string split] => _splits[split].Examples;

    public static async Task<QuickstartData> LoadAsync(
        string folder, int seed, IImageCodec codec, ExampleLoader loader, IProgress<(int Done, int Total)> progress, CancellationToken cancellationToken)
    {
        var data = new QuickstartData();
        var writer = new SceneDatasetWriter(codec, seed);
        var total = Splits.Sum(s => s.Scenes) + PairSplits.Sum(s => 2 * s.Pairs);
        var before = 0;
        foreach (var split in Splits)
        {
            var files = await writer.WriteAsync(split, folder, new Step(progress, before, 1, total), cancellationToken);
            data._splits.Add(split.Name, await loader.LoadGqaAsync(files.Questions, files.Folder, files.Programs, cancellationToken));
            data._oracles.Add(split.Name, await SceneOracle.LoadAsync(files, split.Domain, data[split.Name], cancellationToken));
            before += split.Scenes;
            progress.Report((before, total));
        }

        foreach (var split in PairSplits)
        {
            var files = await writer.WriteAsync(split, folder, new Step(progress, before, 2, total), cancellationToken);
            data._splits.Add(split.Name, await loader.LoadNlvr2Async(files.Statements, files.Folder, files.Programs, cancellationToken));
            data._oracles.Add(split.Name, await SceneOracle.LoadAsync(files, split.Domain, data[split.Name], cancellationToken));
            before += 2 * split.Pairs;
            progress.Report((before, total));
        }

        return data;
    }

    public SceneOracle OracleOf(string split) => _oracles[split];

    /// <summary>The texts that programs of a split give to a module: what users ask, without the images they asked about and without answers.</summary>
    public ImmutableArray<string> TextsFor(string split, string module, string parameter) =>
    [
        .. this[split]
            .SelectMany(e => ((VisProgProgram)e.Program).Steps)
            .Where(s => s.Module == module)
            .Select(s => s.Arguments.Single(a => a.Name == parameter).Value)
            .OfType<VisProgLiteral>()
            .Select(v => ((TextValue)v.Value).Text)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    private sealed class Step(IProgress<(int Done, int Total)> progress, int before, int factor, int total) : IProgress<int>
    {
        public void Report(int value) => progress.Report((before + (factor * value), total));
    }
}
