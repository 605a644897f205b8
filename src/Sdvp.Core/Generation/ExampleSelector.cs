using System.Collections.Immutable;

namespace Sdvp.Core.Generation;

/// <summary>Selects examples. The same arguments give the same examples, on every machine.</summary>
internal static class ExampleSelector
{
    public static ImmutableArray<InContextExample> Select(
        ImmutableArray<InContextExample> examples, string question, ExampleSelection selection, int count, int seed, int sample) => selection switch
        {
            ExampleSelection.All => examples,
            ExampleSelection.Random => Draw(examples, count, unchecked(((ulong)(uint)seed << 32) | (uint)sample)),
            ExampleSelection.Nearest => Nearest(examples, question, count),
            _ => throw new ArgumentOutOfRangeException(nameof(selection), selection, "There is no such selection."),
        };

    private static ImmutableArray<InContextExample> Nearest(ImmutableArray<InContextExample> examples, string question, int count)
    {
        var similarities = LexicalSimilarity.Compare(question, [.. examples.Select(e => e.Question)]);
        // The nearest last: models heed most what stands next to the question.
        return [.. Enumerable.Range(0, examples.Length).OrderByDescending(i => similarities[i]).Take(count).Reverse().Select(i => examples[i])];
    }

    // SplitMix64 and Fisher-Yates: System.Random promises no fixed sequence between versions, and cached replies hang on this one.
    private static ImmutableArray<InContextExample> Draw(ImmutableArray<InContextExample> examples, int count, ulong state)
    {
        var drawn = examples.ToArray();
        var taken = Math.Min(count, drawn.Length);
        for (var i = 0; i < taken; i++)
        {
            state = unchecked(state + 0x9E3779B97F4A7C15UL);
            var z = state;
            z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
            z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
            var j = i + (int)((z ^ (z >> 31)) % (ulong)(drawn.Length - i));
            (drawn[i], drawn[j]) = (drawn[j], drawn[i]);
        }

        return [.. drawn.Take(taken)];
    }
}
