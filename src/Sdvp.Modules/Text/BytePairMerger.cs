using Microsoft.ML.Tokenizers;

namespace Sdvp.Modules.Text;

/// <summary>
/// Merges the symbols of a word by a ranked list of pairs: again and again the pair of the lowest rank, everywhere in the word. Thread-safe.
/// </summary>
/// <remarks>
/// Microsoft.ML.Tokenizers does it by a queue, one place after another. That is the same where every symbol is made before it is used, as in every list that was learned from data;
/// lists that were put together otherwise are merged here.
/// </remarks>
internal sealed class BytePairMerger
{
    private const string EndOfWord = "</w>";

    private readonly Dictionary<(string First, string Second), int> _ranks;
    private readonly List<string> _symbols;
    private readonly BpeTokenizer? _queue;

    /// <summary>Initialises a merger.</summary>
    /// <param name="merges">Pairs of symbols, the most important first, each once.</param>
    public BytePairMerger(IReadOnlyList<(string First, string Second)> merges)
    {
        _ranks = merges.Select((pair, rank) => (pair, rank)).ToDictionary(item => item.pair, item => item.rank);

        // Every symbol that can arise, whether the vocabulary has it or not: what it lacks becomes unknown when merging is done, not before.
        _symbols = [.. ByteSymbols.All.SelectMany(symbol => new[] { $"{symbol}", symbol + EndOfWord })
            .Concat(merges.SelectMany(pair => new[] { pair.First, pair.Second, pair.First + pair.Second }))
            .Distinct(StringComparer.Ordinal)];
        if (IsLearned(merges))
        {
            _queue = BpeTokenizer.Create(new BpeOptions(_symbols.Select((symbol, index) => KeyValuePair.Create(symbol, index)))
            {
                Merges = merges.Select(pair => $"{pair.First} {pair.Second}"),
                EndOfWordSuffix = EndOfWord,
            });
        }
    }

    /// <summary>Whether Microsoft.ML.Tokenizers does the merging.</summary>
    public bool UsesQueue => _queue is not null;

    /// <summary>Merges a word.</summary>
    /// <param name="word">Byte symbols; at least one.</param>
    /// <returns>The symbols that it is made of; the last one ends with <c>&lt;/w&gt;</c>.</returns>
    public IEnumerable<string> Merge(string word) => _queue is null
        ? MergeEverywhere(word)
        : _queue.EncodeToIds(word, considerPreTokenization: false, considerNormalization: false).Select(id => _symbols[id]);

    /// <summary>Whether every pair uses only symbols that are made by no later pair.</summary>
    private static bool IsLearned(IReadOnlyList<(string First, string Second)> merges)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        return merges.All(pair =>
        {
            used.Add(pair.First);
            used.Add(pair.Second);
            return !used.Contains(pair.First + pair.Second);
        });
    }

    private List<string> MergeEverywhere(string word)
    {
        List<string> symbols = [.. word.Select(symbol => symbol.ToString())];
        symbols[^1] += EndOfWord;
        while (symbols.Count > 1)
        {
            var best = symbols.Zip(symbols.Skip(1)).MinBy(pair => _ranks.GetValueOrDefault(pair, int.MaxValue));
            if (!_ranks.ContainsKey(best))
            {
                break;
            }

            var merged = new List<string>(symbols.Count);
            for (var index = 0; index < symbols.Count; index++)
            {
                var isPair = index + 1 < symbols.Count && (symbols[index], symbols[index + 1]) == best;
                merged.Add(isPair ? symbols[index] + symbols[++index] : symbols[index]);
            }

            symbols = merged;
        }

        return symbols;
    }
}
