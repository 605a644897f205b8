using System.Text;
using Sdvp.Benchmarks.Measuring;
using Sdvp.Benchmarks.Python;
using Sdvp.Modules.Text;

namespace Sdvp.Benchmarks.Preprocessing;

/// <summary>BERT's tokenizer next to one in plain Python on the same vocabulary.</summary>
internal sealed class TokenizerBenchmarks : IBenchmarkFamily
{
    private const string Family = "Texts";
    private const string Row = "BERT's tokenizer, against one in plain Python";

    private static readonly string[] s_texts =
    [
        "what color is the large striped triangle to the left of the purple star?",
        "Are there more than two dogs, or is anyone holding an umbrella?",
        "Is the man who wears a blue café-shirt standing behind the motorcycle?",
        "how many unbelievably tiny giraffes are in both images taken together?",
    ];

    public string Name => "texts";

    public async IAsyncEnumerable<BenchmarkRow> MeasureAsync(BenchmarkContext context)
    {
        using var python = PythonCounterpart.TryStart("wordpiece.py", out var problem);
        if (python is null)
        {
            yield return new BenchmarkRow(Family, Row, null, "×", null, problem);
            yield break;
        }

        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            WriteVocabulary(folder);
            var tokenizer = TextTokenizers.Load(folder);
            await python.AskAsync($"vocabulary {Path.Combine(folder, "vocab.txt")}");
            foreach (var text in s_texts)
            {
                var (ours, theirs) = (string.Join(' ', tokenizer.Encode(text).Ids), await python.AskAsync($"text {text}"));
                if (ours != theirs)
                {
                    throw new InvalidOperationException($"'{text}' has the ids {ours} here and {theirs} in Python.");
                }
            }

            var count = context.Choose(400, 100);
            var (seconds, inPython, ratio) = await Paired.MeasureAsync(
                context.Choose(9, 5),
                () => Paired.ProcessorSecondsAsync(() =>
                {
                    for (var i = 0; i < count * s_texts.Length; i++)
                    {
                        tokenizer.Encode(s_texts[i % s_texts.Length]);
                    }

                    return Task.CompletedTask;
                }),
                () => python.AskNumberAsync(FormattableString.Invariant($"run {count}")),
                WarmUp.First);
            var texts = count * s_texts.Length;
            yield return new BenchmarkRow(
                Family, Row, ratio, "×", null, FormattableString.Invariant($"same ids; {seconds / texts * 1e6:0.0} against {inPython / texts * 1e6:0} µs a text"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Some words as they are, and letters and pairs of letters, of which the others are made.</summary>
    private static void WriteVocabulary(string folder)
    {
        var letters = Enumerable.Range('a', 26).Select(letter => $"{(char)letter}").ToList();
        var pairs = letters.SelectMany(first => letters.Select(second => first + second)).ToList();
        string[] words = ["what", "color", "is", "the", "large", "to", "left", "of", "star", "are", "there", "more", "than", "two", "dogs", "how", "many", "in", "images", "man", "blue"];
        File.WriteAllLines(
            Path.Combine(folder, "vocab.txt"),
            [.. (string[])["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "?", ",", "-", "."], .. letters, .. words, .. letters.Concat(pairs).Select(piece => $"##{piece}")],
            new UTF8Encoding(false));
        File.WriteAllText(Path.Combine(folder, "tokenizer_config.json"), """{"tokenizer_class": "BertTokenizer"}""");
    }
}
