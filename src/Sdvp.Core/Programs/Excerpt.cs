namespace Sdvp.Core.Programs;

/// <summary>Cuts long pieces of source for messages.</summary>
internal static class Excerpt
{
    private const int ShownCharacters = 60;

    public static string Of(string text) => text.Length <= ShownCharacters ? text : text[..ShownCharacters] + "…";
}
