using System.Text.Json;
using Sdvp.Modules.Text;

namespace Sdvp.Modules.Tests.Text;

[Trait("Category", "Golden")]
public sealed class TokenizerGoldenTests
{
    [Theory]
    [InlineData("tokenizer_bert")]
    [InlineData("tokenizer_clip")]
    public void Encode_EveryCase_IsTheReferences(string folder)
    {
        var tokenizer = TextTokenizers.Load(GoldenFolder.Path(folder));
        using var expected = JsonDocument.Parse(File.ReadAllText(GoldenFolder.Path(folder, "expected.json")));
        var maxLength = expected.RootElement.GetProperty("max_length").GetInt32();
        var count = 0;
        foreach (var item in expected.RootElement.GetProperty("cases").EnumerateArray())
        {
            var text = item.GetProperty("text").GetString()!;
            var encoding = tokenizer.Encode(text);
            Equal(item, "tokens", tokenizer.Tokenize(text), text);
            Equal(item, "input_ids", encoding.Ids, text);
            if (item.TryGetProperty("token_type_ids", out _))
            {
                Equal(item, "token_type_ids", encoding.Types, text);
            }

            var cut = tokenizer.Encode(text, options: new TextEncodingOptions { IsTruncated = true, Padding = TextPadding.MaxLength, MaxLength = maxLength });
            var padded = item.GetProperty("padded_truncated");
            Equal(padded, "input_ids", cut.Ids, text);
            Equal(padded, "attention_mask", cut.Mask, text);
            if (padded.TryGetProperty("token_type_ids", out _))
            {
                Equal(padded, "token_type_ids", cut.Types, text);
            }

            Assert.Equal(item.GetProperty("decoded").GetString(), tokenizer.Decode(encoding.Ids));
            Assert.Equal(item.GetProperty("decoded_skip_special").GetString(), tokenizer.Decode(encoding.Ids, skipSpecialTokens: true));
            count++;
        }

        Assert.True(count > 0, "There was no case.");
    }

    [Theory]
    [InlineData("tokenizer_bert")]
    [InlineData("tokenizer_clip")]
    public void EncodeBatch_PaddingToTheLongest_IsTheReferences(string folder)
    {
        var tokenizer = TextTokenizers.Load(GoldenFolder.Path(folder));
        using var expected = JsonDocument.Parse(File.ReadAllText(GoldenFolder.Path(folder, "expected.json")));
        var item = expected.RootElement.GetProperty("batch_padding_longest");

        var batch = tokenizer.EncodeBatch([.. item.GetProperty("texts").EnumerateArray().Select(text => text.GetString()!)]);

        EqualRows(item, "input_ids", batch.Ids, batch);
        EqualRows(item, "attention_mask", batch.Mask, batch);
        EqualRows(item, "token_type_ids", batch.Types, batch);
    }

    [Theory]
    [InlineData("tokenizer_bert")]
    [InlineData("tokenizer_clip")]
    public void Encode_Pair_IsTheReferences(string folder)
    {
        var tokenizer = TextTokenizers.Load(GoldenFolder.Path(folder));
        using var expected = JsonDocument.Parse(File.ReadAllText(GoldenFolder.Path(folder, "expected.json")));
        var item = expected.RootElement.GetProperty("pair");
        Assert.Equal("longest_first", item.GetProperty("truncation").GetString());

        var encoding = tokenizer.Encode(
            item.GetProperty("text").GetString()!,
            item.GetProperty("text_pair").GetString(),
            new TextEncodingOptions { IsTruncated = true, Padding = TextPadding.MaxLength, MaxLength = item.GetProperty("max_length").GetInt32() });

        Equal(item, "input_ids", encoding.Ids, "pair");
        Equal(item, "attention_mask", encoding.Mask, "pair");
        if (item.TryGetProperty("token_type_ids", out _))
        {
            Equal(item, "token_type_ids", encoding.Types, "pair");
        }
    }

    private static void EqualRows(JsonElement item, string name, long[] actual, TextBatch batch)
    {
        if (item.TryGetProperty(name, out var rows))
        {
            Assert.Equal(rows.EnumerateArray().SelectMany(row => row.EnumerateArray().Select(value => value.GetInt64())), actual);
            Assert.Equal(batch.Count, rows.GetArrayLength());
        }
    }

    private static void Equal<T>(JsonElement item, string name, IEnumerable<T> actual, string text)
    {
        var expected = item.GetProperty(name).EnumerateArray().Select(value => value.Deserialize<T>()!).ToList();
        Assert.True(expected.SequenceEqual(actual), $"{name} of '{text}': expected {string.Join(' ', expected)}, was {string.Join(' ', actual)}");
    }
}
