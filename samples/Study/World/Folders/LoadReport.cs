using System.Collections.Immutable;
using System.Text.Json;

namespace Sdvp.Samples.Study.World.Folders;

/// <summary>What was loaded under one seed, and what was not; kept as a file, for whoever writes the report.</summary>
/// <param name="Examples">Examples by split and framework, such as <c>gqa-train, visprog</c>.</param>
/// <param name="LeftOut">What is not used.</param>
internal sealed record LoadReport(ImmutableSortedDictionary<string, int> Examples, ImmutableArray<LeftOut> LeftOut)
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true };

    public static LoadReport? Read(string folder)
    {
        var file = FileIn(folder);
        return File.Exists(file) ? JsonSerializer.Deserialize<LoadReport>(File.ReadAllBytes(file)) : null;
    }

    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(FileIn(folder) + ".tmp", JsonSerializer.SerializeToUtf8Bytes(this, Options));
        File.Move(FileIn(folder) + ".tmp", FileIn(folder), overwrite: true);
    }

    private static string FileIn(string folder) => Path.Combine(folder, "loaded.json");
}
