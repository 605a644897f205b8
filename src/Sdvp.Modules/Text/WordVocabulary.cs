using System.Collections.Immutable;

namespace Sdvp.Modules.Text;

/// <summary>
/// A whole-word vocabulary: text is lower-cased and split at everything that is neither letter nor digit.
/// Index 0 pads, index 1 stands for unknown words. Immutable and thread-safe.
/// </summary>
public sealed class WordVocabulary
{
    /// <summary>Index of the padding token.</summary>
    public const int Padding = 0;

    /// <summary>Index of words that are not in the vocabulary.</summary>
    public const int Unknown = 1;

    private readonly Dictionary<string, int> _indices;

    /// <summary>Initialises a vocabulary.</summary>
    /// <param name="words">The words, lower case; the first gets index 2.</param>
    /// <exception cref="ArgumentException">A word stands twice.</exception>
    public WordVocabulary(ImmutableArray<string> words)
    {
        Words = words;
        _indices = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            if (!_indices.TryAdd(word, _indices.Count + 2))
            {
                throw new ArgumentException($"The word '{word}' stands twice in the vocabulary.", nameof(words));
            }
        }
    }

    /// <summary>The words, without the two special tokens.</summary>
    public ImmutableArray<string> Words { get; }

    /// <summary>Number of indices, the two special ones included.</summary>
    public int Count => Words.Length + 2;

    /// <summary>Splits text into words.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Lower-case words in order.</returns>
    public static IEnumerable<string> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var isWord = i < text.Length && char.IsLetterOrDigit(text[i]);
            if (isWord && start < 0)
            {
                start = i;
            }
            else if (!isWord && start >= 0)
            {
                yield return text[start..i].ToLowerInvariant();
                start = -1;
            }
        }
    }

    /// <summary>Turns text into a fixed number of indices.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">How many; longer text is cut, shorter is padded.</param>
    /// <returns>The indices.</returns>
    public long[] Encode(string text, int length)
    {
        var indices = new long[length];
        var at = 0;
        foreach (var word in Split(text).Take(length))
        {
            indices[at++] = _indices.GetValueOrDefault(word, Unknown);
        }

        return indices;
    }
}
