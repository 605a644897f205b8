using System.Collections.Immutable;
using Sdvp.Core.Teaching;
using Sdvp.Distillation.Evaluation.Loading;
using Sdvp.Samples.Scenes.Datasets;
using Sdvp.Samples.Study.Results;
using Sdvp.Samples.Study.Running;

namespace Sdvp.Samples.Study.World.Folders;

/// <summary>Loads the splits that were chosen, with the programs of both languages; what cannot be loaded is counted.</summary>
internal sealed class FolderLoading(string folder, StudyHost host, IProgress<(int Done, int Total)> progress, int splits)
{
    private readonly Dictionary<(string Split, string Language), ImmutableArray<TaskExample>> _examples = [];
    private readonly List<LeftOut> _leftOut = [];

    public ImmutableArray<TaskExample> this[string split, string language] => _examples[(split, language)];

    public Task LoadGqaAsync(string split, string images, CancellationToken cancellationToken) => LoadAsync(
        split, files => host.LoaderOf(Languages.VisProg).LoadGqaAsync(files.Questions, images, files.Programs, cancellationToken), cancellationToken);

    public Task LoadNlvr2Async(string split, string images, CancellationToken cancellationToken) => LoadAsync(
        split, files => host.LoaderOf(Languages.VisProg).LoadNlvr2Async(files.Statements, images, files.Programs, cancellationToken), cancellationToken);

    public LoadReport ToReport() => new(
        _examples.ToImmutableSortedDictionary(e => $"{e.Key.Split}, {e.Key.Language}", e => e.Value.Length, StringComparer.Ordinal), [.. _leftOut]);

    private async Task LoadAsync(string split, Func<SplitFiles, Task<LoadedExamples>> loadAsync, CancellationToken cancellationToken)
    {
        var files = new SplitFiles(Path.Combine(folder, split));
        _leftOut.AddRange(LoadReport.Read(files.Folder)?.LeftOut ?? []);
        var inVisProg = await loadAsync(files);
        var inViper = await host.LoaderOf(Languages.Viper).WithProgramsAsync(inVisProg.Examples, files.ViperPrograms, cancellationToken);
        Add(split, Languages.VisProg, inVisProg);
        Add(split, Languages.Viper, inViper);
        progress.Report((_examples.Count / 2, splits));
    }

    private void Add(string split, string language, LoadedExamples loaded)
    {
        var counter = new LeftOutCounter($"{split}, {language}");
        foreach (var failure in loaded.Failures)
        {
            counter.Add($"with a fault of {failure.Cause}", $"{failure.Id}: {failure.Message}");
        }

        var causes = counter.ToArray();
        if (loaded.Examples.IsEmpty)
        {
            throw new InvalidOperationException($"No example of {split} could be loaded for {language}. {string.Join("; ", causes.Select(c => $"{c.Count} {c.Cause}, first: {c.First}"))}");
        }

        _leftOut.AddRange(causes);
        _examples.Add((split, language), loaded.Examples);
    }
}
