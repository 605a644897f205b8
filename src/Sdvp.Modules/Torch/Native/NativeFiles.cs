using System.Runtime.InteropServices;

namespace Sdvp.Modules.Torch.Native;

/// <summary>Finds native libraries where the host looks for them.</summary>
internal sealed class NativeFiles
{
    private readonly string[] _folders;

    /// <summary>Looks in given folders.</summary>
    /// <param name="folders">The folders, most important first.</param>
    public NativeFiles(IEnumerable<string> folders) =>
        _folders = [.. folders.Where(folder => folder.Length > 0).Distinct(StringComparer.Ordinal)];

    /// <summary>The folders of the running application: the host's native search path, and the application's own folder.</summary>
    /// <returns>The finder.</returns>
    public static NativeFiles OfApplication()
    {
        var searched = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? string.Empty;
        var application = AppContext.BaseDirectory;
        var portable = $"linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        return new NativeFiles(
        [
            .. searched.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
            application,
            Path.Combine(application, "runtimes", portable, "native"),
            Path.Combine(application, "runtimes", RuntimeInformation.RuntimeIdentifier, "native"),
        ]);
    }

    /// <summary>Finds a file.</summary>
    /// <param name="fileName">Its name.</param>
    /// <returns>Its path, or null.</returns>
    public string? Find(string fileName) => _folders.Select(folder => Path.Combine(folder, fileName)).FirstOrDefault(File.Exists);

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", _folders);
}
