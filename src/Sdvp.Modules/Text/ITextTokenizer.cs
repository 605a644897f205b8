namespace Sdvp.Modules.Text;

/// <summary>Turns texts into the numbers that a network knows, and back, exactly as the tokenizer of its checkpoint does in Python. Immutable and thread-safe.</summary>
public interface ITextTokenizer
{
    /// <summary>How many numbers there are, added tokens included: ids are below it, unless a checkpoint left gaps.</summary>
    int VocabularySize { get; }

    /// <summary>The most numbers that the network takes for a text (<c>model_max_length</c>); null where the checkpoint sets no bound.</summary>
    int? MaxLength { get; }

    /// <summary>The number that fills up rows of a batch; 0 where the checkpoint has no padding token.</summary>
    long PaddingId { get; }

    /// <summary>Finds the number of a token, such as <c>[SEP]</c>.</summary>
    /// <param name="token">The token, as it is written in the vocabulary.</param>
    /// <returns>The number; null where the vocabulary lacks it.</returns>
    long? FindId(string token);

    /// <summary>Splits a text into tokens, without those that frame it.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The tokens, as they are written in the vocabulary; what the vocabulary lacks stays as it is.</returns>
    IReadOnlyList<string> Tokenize(string text);

    /// <summary>Encodes a text or a pair of texts.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pair">The second text; null for none.</param>
    /// <param name="options">Length, truncation, padding; null for the defaults: frame tokens, no truncation, no padding.</param>
    /// <returns>The numbers, the mask and the token types.</returns>
    /// <exception cref="ArgumentException">The options ask for a length that cannot hold the frame tokens, or for one that is nowhere given.</exception>
    TextEncoding Encode(string text, string? pair = null, TextEncodingOptions? options = null);

    /// <summary>Encodes many texts as one rectangle.</summary>
    /// <param name="texts">The texts; at least one.</param>
    /// <param name="options">Length, truncation, padding; null for truncation to <see cref="MaxLength"/> and padding to the longest text.</param>
    /// <returns>The rectangle.</returns>
    /// <exception cref="ArgumentException">There is no text, or the options do not make all rows equally long.</exception>
    TextBatch EncodeBatch(IReadOnlyList<string> texts, TextEncodingOptions? options = null);

    /// <summary>Turns numbers into a text.</summary>
    /// <param name="ids">The numbers.</param>
    /// <param name="skipSpecialTokens">Whether frame and padding tokens are left out. Default: false.</param>
    /// <param name="cleanUp">Whether spaces before punctuation and English contractions are removed; null for what the checkpoint says.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is none of the vocabulary's, and the vocabulary has no token for the unknown.</exception>
    string Decode(IEnumerable<long> ids, bool skipSpecialTokens = false, bool? cleanUp = null);
}
