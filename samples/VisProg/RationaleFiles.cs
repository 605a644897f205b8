using Sdvp.Core.Rationale;

namespace Sdvp.Samples.VisProg;

/// <summary>Where pages go: one program's beside the current folder's other files, several programs' into a folder with a list.</summary>
internal static class RationaleFiles
{
    /// <summary>Writes the pages, and JSON where it is asked for.</summary>
    /// <returns>The page, or the list of pages, as a full path.</returns>
    public static async Task<string> SaveAsync(CommandArguments arguments, IReadOnlyList<RunRationale> rationales, string title, CancellationToken cancellationToken)
    {
        var writer = new RationaleWriter();
        if (rationales.Count > 1)
        {
            return await writer.SaveAllAsync("VisProg programs", rationales.ToAsyncEnumerable(), arguments["--out"] ?? "rationale", cancellationToken);
        }

        var path = Path.GetFullPath(arguments["--out"] ?? $"{title}.html");
        await writer.SaveHtmlAsync(rationales[0], path, cancellationToken);
        if (arguments.Json)
        {
            await RationaleWriter.SaveJsonAsync(rationales[0], Path.ChangeExtension(path, ".json"), cancellationToken);
        }

        return path;
    }
}
