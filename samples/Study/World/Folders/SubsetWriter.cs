using System.Collections.Immutable;
using System.Globalization;
using Sdvp.Distillation.Evaluation;
using Sdvp.Distillation.Evaluation.Gqa;
using Sdvp.Distillation.Evaluation.Loading;
using Sdvp.Samples.Scenes.Datasets;
using Sdvp.Samples.Study.Results;

namespace Sdvp.Samples.Study.World.Folders;

/// <summary>
/// Chooses the splits of a study from one file of a data set, in one pass, and writes them with their programs: small files of the data set's own format, so that a study that goes on has the
/// same examples. A split that is there already is left alone.
/// </summary>
internal sealed class SubsetWriter<T>
{
    /// <summary>The examples' id.</summary>
    public required Func<T, string> IdOf { get; init; }

    /// <summary>The examples' family, or null.</summary>
    public required Func<T, string?> FamilyOf { get; init; }

    /// <summary>Reads the file.</summary>
    public required Func<DatasetReadOptions, CancellationToken, IAsyncEnumerable<T>> Read { get; init; }

    /// <summary>Writes the examples of a split.</summary>
    public required Func<SplitFiles, IEnumerable<T>, CancellationToken, Task> Write { get; init; }

    /// <summary>Translates an example's functional program into a language; null where examples have none, so that programs must be stored.</summary>
    public Func<T, string, string>? Translate { get; init; }

    /// <param name="data">The folder of the data set.</param>
    /// <param name="set">The file.</param>
    /// <param name="splits">What to choose.</param>
    /// <param name="target">The folder of all splits.</param>
    /// <param name="seed">Chooses.</param>
    /// <param name="stamp">What the splits depend on; splits with another one are written again.</param>
    /// <param name="cancellationToken">Gives up; complete splits stay.</param>
    /// <exception cref="InvalidOperationException">A split is left without examples.</exception>
    public async Task WriteAsync(string data, QuestionSet set, ImmutableArray<SplitPlan> splits, string target, int seed, string stamp, CancellationToken cancellationToken)
    {
        if (splits.All(s => IsComplete(FilesOf(target, s), stamp)))
        {
            return;
        }

        var unusable = new LeftOutCounter(Path.GetFileName(set.File));
        var stored = await StoredPrograms.OpenAsync(
            data, set.Split, needed: Translate is null, error => unusable.Add("lines of stored programs that cannot be read", error.Message), cancellationToken);
        var selections = await SelectAsync(set, splits, seed, stored, unusable, cancellationToken);
        var chosen = selections.ToDictionary(s => s.Key, s => s.Value.ToArray());
        var ids = chosen.Values.SelectMany(items => items.Select(IdOf)).ToHashSet(StringComparer.Ordinal);
        var programs = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var language in Languages.All.Where(stored.Has))
        {
            programs.Add(language, await stored.ReadAsync(language, ids, cancellationToken));
        }

        foreach (var (split, i) in splits.Select((s, i) => (s, i)))
        {
            await WriteSplitAsync(FilesOf(target, split), split.Name, chosen[split.Name], programs, i == 0 ? unusable.ToArray() : [], stamp, cancellationToken);
        }
    }

    private static SplitFiles FilesOf(string target, SplitPlan split) => new(Path.Combine(target, split.Name));

    private static bool IsComplete(SplitFiles files, string stamp) => File.Exists(files.Complete) && File.ReadAllText(files.Complete) == stamp;

    private async Task<Dictionary<string, Selection<T>>> SelectAsync(
        QuestionSet set, ImmutableArray<SplitPlan> splits, int seed, StoredPrograms stored, LeftOutCounter unusable, CancellationToken cancellationToken)
    {
        var selections = splits.ToDictionary(s => s.Name, s => new Selection<T>(s.Limit, seed, s.Name));
        var families = new FamilyCounter();
        var reading = new DatasetReadOptions { OnError = error => unusable.Add("that cannot be read", error.Message) };
        await foreach (var item in Read(reading, cancellationToken))
        {
            var (id, family) = (IdOf(item), FamilyOf(item));
            families.Add(family);
            if (!stored.Covers(id))
            {
                unusable.Add("without a stored program", $"{id} has no stored program in every language that programs are stored in.");
                continue;
            }

            foreach (var split in splits.Where(s => s.Takes(family)))
            {
                selections[split.Name].Offer(id, item);
            }
        }

        return splits.FirstOrDefault(s => selections[s.Name].Count == 0) is { } empty
            ? throw new InvalidOperationException($"{set.File} has nothing for the split {empty.Name}. {families}. {string.Join("; ", unusable.ToArray().Select(l => $"{l}, first: {l.First}"))}".TrimEnd(' '))
            : selections;
    }

    private async Task WriteSplitAsync(
        SplitFiles files,
        string name,
        ImmutableArray<T> items,
        Dictionary<string, Dictionary<string, string>> stored,
        ImmutableArray<LeftOut> ofFile,
        string stamp,
        CancellationToken cancellationToken)
    {
        var counter = new LeftOutCounter(name);
        var kept = new List<T>();
        var programs = Languages.All.ToDictionary(language => language, _ => new List<StoredProgram>(), StringComparer.Ordinal);
        foreach (var item in items)
        {
            var id = IdOf(item);
            try
            {
                string[] sources = [.. Languages.All.Select(language => stored.TryGetValue(language, out var known) ? known[id] : Translate!(item, language))];
                for (var i = 0; i < sources.Length; i++)
                {
                    programs[Languages.All[i]].Add(new StoredProgram(id, sources[i]));
                }

                kept.Add(item);
            }
            catch (GqaTranslationException error)
            {
                counter.Add("with a program that cannot be translated", error.Message);
            }
        }

        if (kept.Count == 0)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture, $"None of the {items.Length} examples of {name} has a program that can be translated; the first: {counter.ToArray()[0].First}"));
        }

        Directory.CreateDirectory(files.Folder);
        await Write(files, kept, cancellationToken);
        await StoredProgramFile.WriteAsync(files.Programs, programs[Languages.VisProg], cancellationToken);
        await StoredProgramFile.WriteAsync(files.ViperPrograms, programs[Languages.Viper], cancellationToken);
        new LoadReport(ImmutableSortedDictionary<string, int>.Empty, [.. ofFile, .. counter.ToArray()]).Write(files.Folder);
        await File.WriteAllTextAsync(files.Complete, stamp, cancellationToken);
    }
}
