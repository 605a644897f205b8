using System.Text;
using Sdvp.Modules.Text.Unicode;

namespace Sdvp.Modules.Text;

/// <summary>
/// BERT's WordPiece (Devlin et al. 2019), as Hugging Face's <c>BertTokenizer</c> computes it. Microsoft.ML.Tokenizers has one too, but it drops symbols that must become <c>[UNK]</c>
/// and glues words that a tab or a line break parts.
/// </summary>
internal sealed class BertTokenizer : HuggingFaceTokenizer
{
    private const string Continuation = "##";
    private const int MostCharacters = 100;

    private static readonly Dictionary<string, string> s_defaults = new(StringComparer.Ordinal)
    {
        ["unk_token"] = "[UNK]",
        ["sep_token"] = "[SEP]",
        ["pad_token"] = "[PAD]",
        ["cls_token"] = "[CLS]",
        ["mask_token"] = "[MASK]",
    };

    private readonly Dictionary<string, int> _vocabulary;
    private readonly int _longest;
    private readonly BasicTokenizer? _words;
    private readonly HashSet<string> _neverSplit;
    private readonly List<string> _keepsCase;
    private readonly string _unknown;
    private readonly long _start;
    private readonly long _end;

    public BertTokenizer(TokenizerSettings settings)
        : this(settings, VocabularyFiles.ReadLines(settings.PathOf("vocab.txt")))
    {
    }

    private BertTokenizer(TokenizerSettings settings, Dictionary<string, int> vocabulary)
        : base(settings, vocabulary, s_defaults)
    {
        _vocabulary = vocabulary;
        _longest = vocabulary.Keys.Max(token => token.Length);
        _unknown = RoleContent("unk_token") ?? throw new InvalidDataException($"{settings.PathOf(TokenizerSettings.ConfigFile)} gives no 'unk_token'.");
        _start = RequireRole("cls_token", settings);
        _end = RequireRole("sep_token", settings);
        _neverSplit = settings.Config.GetStrings("never_split", []).ToHashSet(StringComparer.Ordinal);
        if (settings.Config.GetBoolean("do_basic_tokenize", true))
        {
            _words = new BasicTokenizer
            {
                LowerCases = settings.Config.GetBoolean("do_lower_case", true),
                StripsAccents = settings.Config.GetBooleanOrNull("strip_accents"),
                SplitsChinese = settings.Config.GetBoolean("tokenize_chinese_chars", true),
                NeverSplit = _neverSplit.Concat(SpecialTokens).ToHashSet(StringComparer.Ordinal),
            };
        }

        _keepsCase = [.. SpecialTokens.Concat(PlainAddedTokens.Where(token => token.IsNormalized).Select(token => token.Content)).Where(content => content.Length > 0)];
    }

    /// <summary>Puts everything but special tokens into lower case, character by character: added tokens are looked for after that.</summary>
    protected override string Prepare(string text)
    {
        if (_words is not { LowerCases: true })
        {
            return text;
        }

        var result = new StringBuilder(text.Length + 4);
        for (var index = 0; index < text.Length;)
        {
            if (_keepsCase.Find(content => string.CompareOrdinal(text, index, content, 0, content.Length) == 0) is { } kept)
            {
                result.Append(kept);
                index += kept.Length;
                continue;
            }

            var isRune = Rune.TryGetRuneAt(text, index, out var rune);
            _ = isRune ? result.Append(PythonText.LowerRune(rune)) : result.Append(text[index]);
            index += isRune ? rune.Utf16SequenceLength : 1;
        }

        return result.ToString();
    }

    protected override void TokenizePiece(string text, List<string> tokens)
    {
        foreach (var word in _words?.Split(text) ?? PythonText.Split(text))
        {
            if (_words is not null && _neverSplit.Contains(word))
            {
                tokens.Add(word);
            }
            else
            {
                AddPieces(word, tokens);
            }
        }
    }

    protected override string Join(List<string> tokens) =>
        PythonText.Strip(string.Join(' ', tokens).Replace(" " + Continuation, string.Empty, StringComparison.Ordinal));

    protected override int FrameLength(bool isPair) => isPair ? 3 : 2;

    protected override (List<long> Ids, List<long> Types) Frame(List<long> ids, List<long>? pair)
    {
        List<long> framed = [_start, .. ids, _end];
        List<long> types = [.. new long[framed.Count]];
        if (pair is not null)
        {
            framed.AddRange([.. pair, _end]);
            types.AddRange(Enumerable.Repeat(1L, pair.Count + 1));
        }

        return (framed, types);
    }

    protected override string UnknownContent(long id) => _unknown;

    /// <summary>The longest piece that the vocabulary has, from left to right; a word of which a part is unknown is unknown.</summary>
    private void AddPieces(string word, List<string> tokens)
    {
        var count = tokens.Count;
        if (Runes(word) > MostCharacters)
        {
            tokens.Add(_unknown);
            return;
        }

        for (var start = 0; start < word.Length;)
        {
            var prefix = start == 0 ? 0 : Continuation.Length;
            var end = Math.Min(word.Length, start + _longest);
            string? found = null;
            for (; end > start && found is null; end--)
            {
                var piece = prefix == 0 ? word[start..end] : string.Concat(Continuation, word.AsSpan(start..end));
                found = _vocabulary.ContainsKey(piece) ? piece : null;
            }

            if (found is null)
            {
                tokens.RemoveRange(count, tokens.Count - count);
                tokens.Add(_unknown);
                return;
            }

            tokens.Add(found);
            start = end + 1;
        }
    }

    private static int Runes(string word) => word.Length - word.Count(char.IsLowSurrogate);
}
