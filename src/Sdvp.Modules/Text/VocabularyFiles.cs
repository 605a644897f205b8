using System.Text;
using Sdvp.Modules.Weights;

namespace Sdvp.Modules.Text;

/// <summary>Reads the vocabulary files of tokenizers.</summary>
internal static class VocabularyFiles
{
    private const long MaxLength = 1 << 28;

    /// <summary>Reads a file with one token a line; the number is the line, and of equal tokens the last counts.</summary>
    /// <exception cref="InvalidDataException">The file is absent, empty, too large or no UTF-8.</exception>
    public static Dictionary<string, int> ReadLines(string path)
    {
        var tokens = new Dictionary<string, int>(StringComparer.Ordinal);
        var lines = Lines(ReadText(path));
        for (var index = 0; index < lines.Count; index++)
        {
            tokens[lines[index]] = index;
        }

        return tokens.Count > 0 ? tokens : throw new InvalidDataException($"{path} is empty; a vocabulary with one token a line is expected.");
    }

    /// <summary>Reads a JSON object of tokens and their numbers.</summary>
    /// <exception cref="InvalidDataException">The file is absent or no such object.</exception>
    public static Dictionary<string, int> ReadJson(string path)
    {
        if (!File.Exists(path))
        {
            throw new InvalidDataException($"{path} is absent; a JSON object of tokens and their numbers is expected.");
        }

        var config = HuggingFaceConfig.Load(path);
        return config.Keys.ToDictionary(key => key, key => config.GetInt32(key, null, 0), StringComparer.Ordinal);
    }

    /// <summary>Reads merges: a line of comment, then one pair a line, the most important first. Of equal pairs the last counts.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">How many pairs are read; the rest is passed over.</param>
    /// <exception cref="InvalidDataException">The file is absent, or a line is no pair.</exception>
    public static List<(string First, string Second)> ReadMerges(string path, int most)
    {
        var lines = Lines(Unicode.PythonText.Strip(ReadText(path))).Skip(1).Take(most);
        var ranks = new Dictionary<(string, string), int>();
        foreach (var (line, index) in lines.Select((line, index) => (line, index)))
        {
            ranks[Unicode.PythonText.Split(line) is [var first, var second]
                ? (first, second)
                : throw new InvalidDataException($"{path}, line {index + 2}: '{line}' is no pair of symbols.")] = index;
        }

        return [.. ranks.OrderBy(pair => pair.Value).Select(pair => pair.Key)];
    }

    private static string ReadText(string path)
    {
        var length = File.Exists(path) ? new FileInfo(path).Length : throw new InvalidDataException($"{path} is absent; the tokenizer needs it.");
        if (length > MaxLength)
        {
            throw new InvalidDataException($"{path} has {length} bytes; a vocabulary of at most {MaxLength} is expected.");
        }

        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(path));
        }
        catch (DecoderFallbackException exception)
        {
            throw new InvalidDataException($"{path} is no valid UTF-8: {exception.Message}", exception);
        }
    }

    /// <summary>The lines as Python reads them: ended by LF, CR LF or CR and by nothing else.</summary>
    private static List<string> Lines(string text)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n').ToList();
        if (lines.Count > 0 && lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return lines;
    }
}
