using System.Text.Json;
using Sdvp.Modules.Tests.Weights;
using Sdvp.Modules.Text;

namespace Sdvp.Modules.Tests.Text;

public sealed class TokenizerSettingsTests : IDisposable
{
    private static readonly string[] s_words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "The", "cat", "##s", "é", "e", "中", "国", "中国", "x", "##x", ",", "hello"];

    private readonly TemporaryFolder _folder = new();

    public TokenizerSettingsTests() => File.WriteAllText(_folder.File("vocab.txt"), string.Join('\n', s_words) + "\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_VocabularyAlone_IsBertsDefault() => Assert.Equal("[CLS] the cat ##s e [SEP]", Tokens("The CATS é", null));

    [Fact]
    public void Tokenize_CaseKept_KeepsAccentsToo() => Assert.Equal("[CLS] The [UNK] é [SEP]", Tokens("The Cats é", new { do_lower_case = false }));

    [Theory]
    [InlineData(true, false, "é")]
    [InlineData(false, true, "e")]
    public void Tokenize_AccentsDecidedByThemselves_DoesAsToldWhateverTheCase(bool lower, bool strip, string expected) =>
        Assert.Equal($"[CLS] {expected} [SEP]", Tokens("é", new { do_lower_case = lower, strip_accents = strip }));

    [Theory]
    [InlineData(true, "中 国")]
    [InlineData(false, "中国")]
    public void Tokenize_ChineseCharacters_StandAloneUnlessToldOtherwise(bool splits, string expected) =>
        Assert.Equal($"[CLS] {expected} [SEP]", Tokens("中国", new { tokenize_chinese_chars = splits }));

    [Theory]
    [InlineData(100, false)]
    [InlineData(101, true)]
    public void Tokenize_LongWords_AreUnknownBeyondAHundredCharacters(int length, bool isUnknown)
    {
        var tokens = Load(null).Tokenize(new string('x', length));

        Assert.Equal(isUnknown ? 1 : length, tokens.Count);
        Assert.Equal(isUnknown, tokens[0] == "[UNK]");
    }

    [Fact]
    public void Tokenize_AddedTokens_AreFoundByTheirRules()
    {
        var settings = new
        {
            added_tokens_decoder = new Dictionary<string, object>
            {
                ["18"] = new { content = "<img>", lstrip = true, rstrip = true, special = false, normalized = false },
                ["7"] = new { content = "cat", single_word = true, special = false, normalized = false },
                ["19"] = new { content = "<im", special = false, normalized = false },
                ["3"] = new { content = "[SEP]", special = true },
            },
            additional_special_tokens = new[] { "[ENC]" },
        };

        Assert.Equal("[CLS] hello <img> the cat <im x [SEP]", Tokens("hello <img> the cat <imx", settings));
        Assert.Equal("[CLS] cat ##s [SEP] [SEP]", Tokens("cats [SEP]", settings));
        Assert.Equal("[CLS] [ENC] hello [SEP]", Tokens("[ENC]hello", settings));
        Assert.Equal("[CLS] cat [SEP]", Tokens("cat", settings));
        var tokenizer = Load(settings);
        Assert.Equal([2L, 18, 7, 3], tokenizer.Encode("<img> cat").Ids);
        Assert.Equal(s_words.Length + 2, tokenizer.FindId("[ENC]"));
        Assert.Equal("hello <img> the", tokenizer.Decode(tokenizer.Encode("hello<img>the[ENC]").Ids, skipSpecialTokens: true));
    }

    [Fact]
    public void Load_FilesOfOlderVersions_GiveRolesAndAddedTokens()
    {
        File.WriteAllText(_folder.File("special_tokens_map.json"), """{"bos_token": "[DEC]", "unk_token": {"content": "[UNK]"}, "additional_special_tokens": ["[ENC]"]}""");
        File.WriteAllText(_folder.File("added_tokens.json"), """{"[DEC]": 30, "[ENC]": 31, "plain": 32}""");
        var tokenizer = Load(new { model_max_length = 1e30 });

        Assert.Null(tokenizer.MaxLength);
        Assert.Equal([2L, 30, 32, 5, 31, 3], tokenizer.Encode("[DEC]plain the[ENC]").Ids);
        Assert.Equal("plain the", tokenizer.Decode([30, 32, 5, 31], skipSpecialTokens: true));
    }

    [Fact]
    public void Encode_LeftSides_CutsAndFillsThere()
    {
        var tokenizer = Load(new { padding_side = "left", truncation_side = "left", model_max_length = 4 });

        Assert.Equal([2L, 7, 8, 3], tokenizer.Encode("the cats", options: new TextEncodingOptions { IsTruncated = true }).Ids);
        var padded = tokenizer.Encode("the", options: new TextEncodingOptions { Padding = TextPadding.MaxLength });
        Assert.Equal([0L, 2, 5, 3], padded.Ids);
        Assert.Equal([0L, 1, 1, 1], padded.Mask);
    }

    [Fact]
    public void Encode_WithoutFrame_MarksTheSecondText()
    {
        var encoding = Load(null).Encode("the cat", "hello", new TextEncodingOptions { AddSpecialTokens = false });

        Assert.Equal([5L, 7, 17], encoding.Ids);
        Assert.Equal([0L, 0, 1], encoding.Types);
    }

    [Fact]
    public void Encode_LengthsThatCannotBe_AreRefused()
    {
        var tokenizer = Load(null);

        Assert.Contains("frame tokens", Assert.Throws<ArgumentException>(() => tokenizer.Encode("the", options: new TextEncodingOptions { IsTruncated = true, MaxLength = 1 })).Message, StringComparison.Ordinal);
        Assert.Contains("model_max_length", Assert.Throws<ArgumentException>(() => tokenizer.Encode("the", options: new TextEncodingOptions { Padding = TextPadding.MaxLength })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => tokenizer.EncodeBatch([]));
        Assert.Throws<ArgumentException>(() => tokenizer.EncodeBatch(["the", "the cat"], new TextEncodingOptions()));
    }

    [Fact]
    public void Decode_CleanUp_TakesSpacesBackWhereTold()
    {
        File.AppendAllText(_folder.File("vocab.txt"), "'\ns\n");
        var tokenizer = Load(null);
        var ids = tokenizer.Encode("the cat's, x").Ids;

        Assert.Equal("the cat's, x", tokenizer.Decode(ids, skipSpecialTokens: true));
        Assert.Equal("the cat ' s , x", tokenizer.Decode(ids, skipSpecialTokens: true, cleanUp: false));
        Assert.Equal("[CLS] the cat's, x [SEP]", tokenizer.Decode(ids));
        Assert.Equal("[UNK]", tokenizer.Decode([9999]));
    }

    [Fact]
    public void Encode_ClipWithPaddingThatIsAWord_CutsItOutOfTheText()
    {
        File.Delete(_folder.File("vocab.txt"));
        File.WriteAllText(_folder.File("vocab.json"), """{"!": 0, "h": 1, "i": 2, "i</w>": 3, "hi</w>": 4, "!</w>": 5, "<|startoftext|>": 6, "<|endoftext|>": 7}""");
        File.WriteAllText(_folder.File("merges.txt"), "#version: 0.2\nh i</w>\n");

        // As the checkpoints of OWL-ViT have it: the padding is an added token, so it is no punctuation any more.
        Assert.Equal([6L, 4, 0, 7], Load(new { pad_token = "!" }).Encode("Hi!").Ids);
        Assert.Equal([6L, 4, 5, 7], Load(new { tokenizer_class = "CLIPTokenizerFast" }).Encode("Hi!").Ids);
        Assert.Equal("<|startoftext|>hi! <|endoftext|>", Load(null).Decode([6, 4, 5, 7]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Load(null).Decode([99]));
    }

    [Theory]
    [InlineData("""{"tokenizer_class": "T5Tokenizer"}""", "T5Tokenizer")]
    [InlineData("""{"padding_side": "up"}""", "padding_side")]
    [InlineData("""{"model_max_length": 0}""", "model_max_length")]
    [InlineData("""{"cls_token": null}""", "cls_token")]
    [InlineData("""{"sep_token": 3}""", "sep_token")]
    [InlineData("""{"added_tokens_decoder": {"x": {"content": "a"}}}""", "added_tokens_decoder.x")]
    [InlineData("""{"added_tokens_decoder": {"1": "a"}}""", "added_tokens_decoder.1")]
    [InlineData("""{"additional_special_tokens": "a"}""", "additional_special_tokens")]
    [InlineData("nothing", "tokenizer_config.json")]
    public void Load_BadSettings_NamesTheKey(string settings, string key)
    {
        File.WriteAllText(_folder.File("tokenizer_config.json"), settings);

        Assert.Contains(key, Assert.Throws<InvalidDataException>(() => TextTokenizers.Load(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_BadVocabularies_NamesTheFile()
    {
        File.WriteAllBytes(_folder.File("vocab.txt"), [0x61, 0xFF, 0x0A]);
        Assert.Contains("UTF-8", Assert.Throws<InvalidDataException>(() => Load(null)).Message, StringComparison.Ordinal);
        File.Delete(_folder.File("vocab.txt"));
        Assert.Contains("neither vocab.txt", Assert.Throws<InvalidDataException>(() => Load(null)).Message, StringComparison.Ordinal);
        File.WriteAllText(_folder.File("vocab.json"), """{"<|startoftext|>": 0, "<|endoftext|>": 1}""");
        Assert.Contains("merges.txt", Assert.Throws<InvalidDataException>(() => Load(null)).Message, StringComparison.Ordinal);
        File.WriteAllText(_folder.File("merges.txt"), "#\na b c\n");
        Assert.Contains("line 2", Assert.Throws<InvalidDataException>(() => Load(null)).Message, StringComparison.Ordinal);
    }

    private ITextTokenizer Load(object? settings)
    {
        File.WriteAllText(_folder.File("tokenizer_config.json"), settings is null ? "{}" : JsonSerializer.Serialize(settings));
        return TextTokenizers.Load(_folder.Path);
    }

    private string Tokens(string text, object? settings)
    {
        var tokenizer = Load(settings);
        var tokens = tokenizer.Tokenize(text);
        Assert.Equal(tokens.Select(token => tokenizer.FindId(token) ?? tokenizer.FindId("[UNK]")!.Value), tokenizer.Encode(text).Ids[1..^1]);
        return string.Join(' ', tokens.Prepend("[CLS]").Append("[SEP]"));
    }
}
