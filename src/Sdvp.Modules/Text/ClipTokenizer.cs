using System.Text;
using Sdvp.Modules.Text.Unicode;

namespace Sdvp.Modules.Text;

/// <summary>
/// CLIP's byte-pair encoding (Radford et al. 2021), as Hugging Face's <c>CLIPTokenizer</c> computes it without the package ftfy.
/// </summary>
internal sealed class ClipTokenizer : HuggingFaceTokenizer
{
    private const string StartOfText = "<|startoftext|>";
    private const string EndOfText = "<|endoftext|>";
    private const string EndOfWord = "</w>";
    private const int MostMerges = 49152 - 256 - 2;

    private static readonly Dictionary<string, string> s_defaults = new(StringComparer.Ordinal)
    {
        ["bos_token"] = StartOfText,
        ["eos_token"] = EndOfText,
        ["unk_token"] = EndOfText,
        ["pad_token"] = EndOfText,
    };

    private readonly BasicTokenizer _words = new() { StripsAccents = false, SplitsPunctuation = false };
    private readonly BytePairMerger _merger;
    private readonly bool _replacesErrors;
    private readonly long _start;
    private readonly long _end;

    public ClipTokenizer(TokenizerSettings settings)
        : base(settings, VocabularyFiles.ReadJson(settings.PathOf("vocab.json")), s_defaults)
    {
        _start = RequireRole("bos_token", settings);
        _end = RequireRole("eos_token", settings);
        _replacesErrors = settings.Config.GetString("errors", "replace") switch
        {
            "replace" => true,
            "ignore" => false,
            var other => throw settings.Config.Invalid("errors", other, "'replace' or 'ignore'"),
        };

        _merger = new BytePairMerger(VocabularyFiles.ReadMerges(settings.PathOf("merges.txt"), MostMerges));
    }

    protected override void TokenizePiece(string text, List<string> tokens)
    {
        foreach (var word in ClipWords.Split(string.Join(' ', _words.Split(text))))
        {
            if (word is StartOfText or EndOfText)
            {
                tokens.Add(word);
                continue;
            }

            tokens.AddRange(_merger.Merge(ByteSymbols.FromText(word)));
        }
    }

    protected override string Join(List<string> tokens)
    {
        var bytes = new List<byte>();
        foreach (var symbol in string.Concat(tokens))
        {
            bytes.Add(ByteSymbols.ToByte(symbol) ?? throw new InvalidDataException($"The vocabulary holds '{symbol}' (U+{(int)symbol:X4}), which stands for no byte."));
        }

        var encoding = _replacesErrors ? Encoding.UTF8 : Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new DecoderReplacementFallback(string.Empty));
        return PythonText.Strip(encoding.GetString([.. bytes]).Replace(EndOfWord, " ", StringComparison.Ordinal));
    }

    protected override int FrameLength(bool isPair) => isPair ? 4 : 2;

    protected override (List<long> Ids, List<long> Types) Frame(List<long> ids, List<long>? pair)
    {
        List<long> framed = pair is null ? [_start, .. ids, _end] : [_start, .. ids, _end, _end, .. pair, _end];
        return (framed, [.. new long[framed.Count]]);
    }

    protected override IEnumerable<long> SecondTypes(int count) => new long[count];

    protected override string UnknownContent(long id) =>
        throw new ArgumentOutOfRangeException(nameof(id), id, $"The vocabulary has {VocabularySize} tokens, none with this number.");
}
