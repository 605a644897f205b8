using System.Globalization;

namespace Sdvp.Distillation.Evaluation.Gqa;

/// <summary>Finds the files of a set of questions: one file, or a folder of numbered shards such as <c>train_all_questions/train_all_questions_0.json</c>.</summary>
public static class GqaShards
{
    /// <summary>Finds the files.</summary>
    /// <param name="path">
    /// A file; a folder of shards; or the name that the file would have if it were one, <c>train_all_questions.json</c>, beside a folder
    /// <c>train_all_questions</c>.
    /// </param>
    /// <returns>The files: shards in the order of their numbers.</returns>
    /// <exception cref="FileNotFoundException">There is neither the file nor a folder with shards.</exception>
    public static IReadOnlyList<string> Find(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (File.Exists(path))
        {
            return [path];
        }

        var folder = Directory.Exists(path) ? path : Path.Combine(Path.GetDirectoryName(path) ?? "", Path.GetFileNameWithoutExtension(path));
        string[] shards = Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.json").Where(f => Number(f) is not null).OrderBy(f => Number(f)).ThenBy(f => f, StringComparer.Ordinal)]
            : [];
        return shards.Length > 0 ? shards : throw new FileNotFoundException(
            $"There is no file {path}, and no folder {folder} with shards named like {Path.GetFileName(folder)}_0.json. Give the file or the folder of shards.", path);
    }

    private static int? Number(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        return int.TryParse(name[(name.LastIndexOf('_') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
