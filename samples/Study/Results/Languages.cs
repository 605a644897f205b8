using System.Collections.Immutable;

namespace Sdvp.Samples.Study.Results;

/// <summary>The languages of programs, by the names that files, groups and cells have.</summary>
internal static class Languages
{
    public const string VisProg = "visprog";

    public const string Viper = "viper";

    public static ImmutableArray<string> All { get; } = [VisProg, Viper];

    public static string OtherThan(string language) => All.Single(l => l != language);
}
