namespace Sdvp.Modules.Text;

/// <summary>Takes back the spaces that tokenizing put before punctuation and English contractions.</summary>
internal static class TextCleanup
{
    // In this order, each over the whole text.
    private static readonly (string From, string To)[] s_replacements =
    [
        (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
    ];

    public static string Apply(string text) =>
        s_replacements.Aggregate(text, (result, replacement) => result.Replace(replacement.From, replacement.To, StringComparison.Ordinal));
}
