namespace Sdvp.Core.Teaching;

/// <summary>What <see cref="AnswerNormalizer"/> treats as the same answer. Immutable.</summary>
public sealed record AnswerNormalizerOptions
{
    /// <summary>Drop <c>a</c>, <c>an</c> and <c>the</c>, unless nothing else is left. Default: true.</summary>
    public bool RemoveArticles { get; init; } = true;

    /// <summary>Write number words from zero to ninety-nine as digits. Default: true.</summary>
    public bool NumberWordsToDigits { get; init; } = true;

    /// <summary>Read an answer that consists of <c>true</c>, <c>yeah</c>, <c>yep</c> as <c>yes</c>, and <c>false</c>, <c>nope</c> as <c>no</c>. Default: true.</summary>
    public bool BooleanSynonyms { get; init; } = true;

    /// <summary>Put every word into the singular by simple English rules. They are right for common nouns and the same on both sides of a comparison. Default: false.</summary>
    public bool Singular { get; init; }
}
