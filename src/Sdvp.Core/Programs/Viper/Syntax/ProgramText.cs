namespace Sdvp.Core.Programs.Viper.Syntax;

/// <summary>Finds the program in what a language model wrote: between code fences where there are some.</summary>
internal static class ProgramText
{
    /// <summary>The part of a text that is the program.</summary>
    /// <param name="text">The text.</param>
    /// <param name="hasFence">Whether fences were left out.</param>
    public static (int Start, int End) Find(string text, out bool hasFence)
    {
        var fence = FindFence(text, 0);
        hasFence = fence >= 0;
        if (!hasFence)
        {
            return (0, text.Length);
        }

        // A closing fence alone: the model was asked to go on behind an opening one.
        var body = NextLine(text, fence);
        var close = FindFence(text, body);
        if (close < 0 && LooksLikeCode(text[..fence]))
        {
            return (0, fence);
        }

        return (body, close < 0 ? text.Length : close);
    }

    private static bool LooksLikeCode(string text) =>
        text.Contains("def ", StringComparison.Ordinal) || text.Contains("return", StringComparison.Ordinal) || text.Contains(" = ", StringComparison.Ordinal);

    private static int FindFence(string text, int from)
    {
        for (var line = from; line < text.Length; line = NextLine(text, line))
        {
            var content = line;
            while (content < text.Length && text[content] is ' ' or '\t')
            {
                content++;
            }

            if (text.AsSpan(content).StartsWith("```", StringComparison.Ordinal))
            {
                return line;
            }
        }

        return -1;
    }

    private static int NextLine(string text, int from)
    {
        var length = text.AsSpan(from).IndexOf('\n');
        return length < 0 ? text.Length : from + length + 1;
    }
}
