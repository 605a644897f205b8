using System.Collections.Immutable;
using Sdvp.Distillation.Evaluation;
using Sdvp.Distillation.Evaluation.Loading;
using Sdvp.Samples.Study.Results;

namespace Sdvp.Samples.Study.World.Folders;

/// <summary>The programs that lie beside a data set: <c>programs/{split}.visprog.jsonl</c> and <c>programs/{split}.viper.jsonl</c>. Memory holds the ids, not the programs.</summary>
internal sealed class StoredPrograms
{
    private readonly ImmutableDictionary<string, string> _files;
    private readonly HashSet<string>? _ids;
    private readonly DatasetReadOptions _reading;

    private StoredPrograms(ImmutableDictionary<string, string> files, HashSet<string>? ids, DatasetReadOptions reading) => (_files, _ids, _reading) = (files, ids, reading);

    /// <summary>Opens the programs of a split.</summary>
    /// <param name="folder">The data set's folder.</param>
    /// <param name="split">The split.</param>
    /// <param name="needed">Whether both files must be there, because nothing else gives programs.</param>
    /// <param name="onError">Takes what is wrong with single lines.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="FileNotFoundException">A file that is needed is not there.</exception>
    public static async Task<StoredPrograms> OpenAsync(string folder, string split, bool needed, Action<InvalidDatasetException> onError, CancellationToken cancellationToken)
    {
        if (needed)
        {
            RequireAll(folder, split);
        }

        var files = Languages.All.Select(language => (language, File: FileOf(folder, split, language))).Where(f => File.Exists(f.File)).ToImmutableDictionary(f => f.language, f => f.File);
        var reading = new DatasetReadOptions { OnError = onError };
        HashSet<string>? ids = null;
        foreach (var file in files.Values)
        {
            var own = new HashSet<string>(StringComparer.Ordinal);
            await foreach (var program in StoredProgramFile.StreamAsync(file, reading, cancellationToken))
            {
                own.Add(program.Id);
            }

            ids?.IntersectWith(own);
            ids ??= own;
        }

        return new StoredPrograms(files, ids, new DatasetReadOptions { OnError = static _ => { } });
    }

    public static string FileOf(string folder, string split, string language) => Path.Combine(folder, "programs", $"{split}.{language}.jsonl");

    /// <summary>Refuses a folder that lacks the programs of a split, and says how to make them.</summary>
    public static void RequireAll(string folder, string split)
    {
        if (Languages.All.Select(language => FileOf(folder, split, language)).FirstOrDefault(file => !File.Exists(file)) is { } missing)
        {
            throw new FileNotFoundException(
                $"There is no {missing}. NLVR2's statements come without programs: have a language model write them, one line {{\"id\": \"dev-850-0-1\", \"program\": \"…\"}} for each statement, in VisProg "
                + "and in Viper. 'dotnet run --project samples/VisProg -- generate \"STATEMENT\"' writes one VisProg program; docs/generation.md says how to write many with a generator of your own, "
                + "and StoredProgramFile.WriteAsync writes the file.");
        }
    }

    /// <summary>Whether programs of a language are stored.</summary>
    public bool Has(string language) => _files.ContainsKey(language);

    /// <summary>Whether an example has a program in every language that is stored.</summary>
    public bool Covers(string id) => _ids?.Contains(id) ?? true;

    /// <summary>Reads the programs of some examples; the first one of each counts.</summary>
    public async Task<Dictionary<string, string>> ReadAsync(string language, IReadOnlySet<string> ids, CancellationToken cancellationToken)
    {
        var programs = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var program in StoredProgramFile.StreamAsync(_files[language], _reading, cancellationToken))
        {
            if (ids.Contains(program.Id))
            {
                programs.TryAdd(program.Id, program.Source);
            }
        }

        return programs;
    }
}
