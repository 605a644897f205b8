namespace Sdvp.Tests.Shared;

/// <summary>
/// Finds the golden data: the folder that the environment variable <c>SDVP_GOLDENS</c> names, otherwise <c>Goldens</c> beside the test assembly. Both have the same layout:
/// one folder for each architecture or component.
/// </summary>
internal static class GoldenFolder
{
    /// <summary>The folder that holds all of them.</summary>
    public static string Root =>
        Environment.GetEnvironmentVariable("SDVP_GOLDENS") is { Length: > 0 } given ? given : System.IO.Path.Combine(AppContext.BaseDirectory, "Goldens");

    /// <summary>Finds one of the folders, or a file in it.</summary>
    /// <param name="parts">The path from the root.</param>
    /// <returns>The path; it exists.</returns>
    public static string Path(params string[] parts)
    {
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine([Root, .. parts]));
        Assert.True(Directory.Exists(path) || File.Exists(path), $"The golden data '{path}' is not there.");
        return path;
    }
}
