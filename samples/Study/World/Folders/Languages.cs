using System.Collections.Immutable;

namespace Sdvp.Samples.Study.World.Folders;

/// <summary>The languages of programs, by the names that files and groups have.</summary>
internal static class Languages
{
    public const string VisProg = "visprog";

    public const string Viper = "viper";

    public static ImmutableArray<string> All { get; } = [VisProg, Viper];
}
