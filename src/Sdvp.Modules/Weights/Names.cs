namespace Sdvp.Modules.Weights;

/// <summary>Lists of names in messages.</summary>
internal static class Names
{
    private const int Most = 20;

    /// <summary>Lists the first names.</summary>
    public static string List(IReadOnlyList<string> names) => names.Count switch
    {
        0 => "none",
        <= Most => string.Join(", ", names),
        _ => $"{string.Join(", ", names.Take(Most))} and {names.Count - Most} more",
    };
}
