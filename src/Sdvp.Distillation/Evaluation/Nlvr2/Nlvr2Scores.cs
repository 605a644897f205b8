using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Sdvp.Distillation.Evaluation.Nlvr2;

/// <summary>
/// NLVR2's official scores, after <c>metrics.py</c> and <c>compute_filtered_accuracy.py</c>. Predictions and labels are compared without regard to case; blanks
/// count.
/// </summary>
public sealed record Nlvr2Scores
{
    /// <summary>Labelled examples.</summary>
    public required int Examples { get; init; }

    /// <summary>Predictions that were given, for whatever identifiers.</summary>
    public required int Predictions { get; init; }

    /// <summary>Examples without a prediction, in their order. Where there is one, there is no score.</summary>
    public required ImmutableArray<Nlvr2Identifier> Missing { get; init; }

    /// <summary>Share of examples that are right, in [0, 1]; null where predictions are missing.</summary>
    public double? Accuracy { get; init; }

    /// <summary>Share of sentences that are right on every pair of images, in [0, 1]; null where predictions are missing.</summary>
    public double? Consistency { get; init; }

    /// <summary>
    /// Share of right examples among those whose prediction is true or false, in percent; NaN where no prediction is. Null where predictions are missing.
    /// </summary>
    public double? FilteredAccuracy { get; init; }

    /// <summary>Predictions that are neither true nor false, in lower case, in the order of the examples.</summary>
    public required ImmutableArray<string> Unreadable { get; init; }

    /// <summary>The scores in the words of the official script.</summary>
    /// <returns>Several lines, each closed by a line feed.</returns>
    public override string ToString()
    {
        if (Missing.IsEmpty)
        {
            return $"accuracy={PythonText.Float(Accuracy ?? double.NaN)}\nconsistency={PythonText.Float(Consistency ?? double.NaN)}\n";
        }

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Some predictions are missing!\nGot {Predictions} predictions but expected {Examples}\n");
        foreach (var identifier in Missing)
        {
            text.Append(CultureInfo.InvariantCulture, $"Missing prediction for item {identifier}\n");
        }

        return text.ToString();
    }
}
