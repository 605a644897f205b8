using System.Diagnostics.CodeAnalysis;

namespace Sdvp.Distillation.Evaluation.Nlvr2;

/// <summary>The identifier of an NLVR2 example: <c>split-setid-pairid-sentid</c>.</summary>
/// <param name="Split">The split, such as <c>dev</c>: letters, digits, <c>_</c> and <c>-</c>.</param>
/// <param name="SetId">The set of image pairs: digits.</param>
/// <param name="PairId">The pair of the set: digits.</param>
/// <param name="SentenceId">The sentence of the set: digits.</param>
public readonly record struct Nlvr2Identifier(string Split, string SetId, string PairId, string SentenceId)
{
    /// <summary>Names the sentence with all its pairs: the unit by which consistency is counted.</summary>
    public string SentenceKey => $"{Split}-{SetId}--{SentenceId}";

    /// <summary>Names the pair of images.</summary>
    public string PairKey => $"{Split}-{SetId}-{PairId}";

    /// <summary>Parses an identifier.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The identifier.</returns>
    /// <exception cref="FormatException">The text is not of the form.</exception>
    public static Nlvr2Identifier Parse(string text) => TryParse(text, out var identifier)
        ? identifier
        : throw new FormatException($"'{text}' is no identifier of NLVR2; expected is split-setid-pairid-sentid, such as dev-850-0-1.");

    /// <summary>Parses an identifier.</summary>
    /// <param name="text">The text.</param>
    /// <param name="identifier">The identifier, where the text is one.</param>
    /// <returns>Whether the text is an identifier.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out Nlvr2Identifier identifier)
    {
        identifier = default;
        var parts = text?.Split('-') ?? [];
        if (parts.Length < 4 || parts[^3..].Any(p => p.Length == 0 || !p.All(char.IsAsciiDigit)))
        {
            return false;
        }

        var split = string.Join('-', parts[..^3]);
        if (split.Length == 0 || !split.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
        {
            return false;
        }

        identifier = new Nlvr2Identifier(split, parts[^3], parts[^2], parts[^1]);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Split}-{SetId}-{PairId}-{SentenceId}";
}
