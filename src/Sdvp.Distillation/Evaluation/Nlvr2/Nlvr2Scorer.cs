using System.Collections.Immutable;

namespace Sdvp.Distillation.Evaluation.Nlvr2;

/// <summary>Computes NLVR2's official scores. Pure functions.</summary>
public static class Nlvr2Scorer
{
    /// <summary>Scores predictions.</summary>
    /// <param name="examples">The labelled examples; at least one.</param>
    /// <param name="predictions">Predictions by identifier; see <see cref="Nlvr2PredictionFile"/>. Those of unknown identifiers are passed over.</param>
    /// <returns>The scores; only the missing identifiers where predictions are missing.</returns>
    /// <exception cref="ArgumentException">There is no example, or one has no label.</exception>
    public static Nlvr2Scores Score(IEnumerable<Nlvr2Example> examples, IReadOnlyDictionary<string, string> predictions)
    {
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentNullException.ThrowIfNull(predictions);
        var all = examples.ToArray();
        if (all.Length == 0)
        {
            throw new ArgumentException("There is no example; a score needs at least one.", nameof(examples));
        }

        ImmutableArray<Nlvr2Identifier> missing = [.. all.Select(e => e.Identifier).Where(i => !predictions.ContainsKey(i.ToString()))];
        if (!missing.IsEmpty)
        {
            return new Nlvr2Scores { Examples = all.Length, Predictions = predictions.Count, Missing = missing, Unreadable = [] };
        }

        var judged = all.Select(e => Judge(e, predictions)).ToArray();
        var readable = judged.Where(j => j.IsReadable).ToArray();
        var sentences = judged.GroupBy(j => j.Example.Identifier.SentenceKey, StringComparer.Ordinal).Select(g => g.All(j => j.IsRight)).ToArray();
        return new Nlvr2Scores
        {
            Examples = all.Length,
            Predictions = predictions.Count,
            Missing = missing,
            Accuracy = (double)judged.Count(j => j.IsRight) / all.Length,
            Consistency = (double)sentences.Count(s => s) / sentences.Length,
            FilteredAccuracy = readable.Length == 0 ? double.NaN : 100 * ((double)readable.Count(j => j.IsRight) / readable.Length),
            Unreadable = [.. judged.Where(j => !j.IsReadable).Select(j => j.Prediction)],
        };
    }

    /// <summary>Accuracy by linguistic phenomenon, after <c>compute_category_accuracy.py</c>.</summary>
    /// <param name="examples">The labelled examples.</param>
    /// <param name="predictions">Predictions by identifier: true or false, in any case.</param>
    /// <param name="annotations">The phenomena; see <see cref="Nlvr2Annotations"/>.</param>
    /// <returns>The accuracies in the order of names. A phenomenon without examples has the accuracy NaN.</returns>
    /// <exception cref="ArgumentException">An example has no label or no prediction, or its prediction is neither true nor false.</exception>
    public static ImmutableSortedDictionary<string, Nlvr2CategoryScore> ScoreCategories(
        IEnumerable<Nlvr2Example> examples, IReadOnlyDictionary<string, string> predictions, Nlvr2Annotations annotations)
    {
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(annotations);
        var counts = annotations.Categories.ToDictionary(c => c, _ => (Right: 0, All: 0), StringComparer.Ordinal);
        foreach (var example in examples)
        {
            var judged = predictions.ContainsKey(example.Identifier.ToString())
                ? Judge(example, predictions)
                : throw new ArgumentException($"There is no prediction for {example.Identifier}; expected is one for every example.", nameof(predictions));
            if (!judged.IsReadable)
            {
                throw new ArgumentException($"The prediction for {example.Identifier} is '{judged.Prediction}'; expected is true or false.", nameof(predictions));
            }

            foreach (var category in annotations.BySentence.GetValueOrDefault(example.Sentence, []))
            {
                var (right, count) = counts[category];
                counts[category] = (right + (judged.IsRight ? 1 : 0), count + 1);
            }
        }

        return counts.ToImmutableSortedDictionary(
            c => c.Key, c => new Nlvr2CategoryScore(c.Value.All == 0 ? double.NaN : 100 * ((double)c.Value.Right / c.Value.All), c.Value.All), StringComparer.Ordinal);
    }

    private static Judgement Judge(Nlvr2Example example, IReadOnlyDictionary<string, string> predictions)
    {
        var label = example.Label ?? throw new ArgumentException($"The example {example.Identifier} has no label; a score needs it.", nameof(example));
        var prediction = PythonText.Lower(predictions[example.Identifier.ToString()]);
        return new Judgement(example, prediction, prediction is "true" or "false", prediction == (label ? "true" : "false"));
    }

    private readonly record struct Judgement(Nlvr2Example Example, string Prediction, bool IsReadable, bool IsRight);
}
