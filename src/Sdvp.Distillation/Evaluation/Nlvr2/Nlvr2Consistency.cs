namespace Sdvp.Distillation.Evaluation.Nlvr2;

/// <summary>NLVR2's consistency: the share of sentences that are judged right on every pair of images they stand with.</summary>
/// <param name="Consistent">Sentences judged right throughout.</param>
/// <param name="Sentences">All sentences; at least 1.</param>
public sealed record Nlvr2Consistency(int Consistent, int Sentences)
{
    /// <summary>The share, in [0, 1].</summary>
    public double Value => (double)Consistent / Sentences;

    /// <summary>Computes the consistency, as the official script does: identifiers without their pair name a sentence.</summary>
    /// <param name="outcomes">The outcomes; their ids are identifiers. At least one.</param>
    /// <returns>The consistency.</returns>
    /// <exception cref="FormatException">An id is not of the form split-setid-pairid-sentid.</exception>
    /// <exception cref="ArgumentException">There is no outcome.</exception>
    public static Nlvr2Consistency Of(IEnumerable<ExampleOutcome> outcomes)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        var sentences = outcomes.GroupBy(o => Nlvr2Identifier.Parse(o.Id).SentenceKey, o => o.IsCorrect, StringComparer.Ordinal)
            .Select(g => g.All(isCorrect => isCorrect)).ToArray();
        return sentences.Length > 0
            ? new Nlvr2Consistency(sentences.Count(s => s), sentences.Length)
            : throw new ArgumentException("There is no outcome; consistency needs at least one.", nameof(outcomes));
    }
}
