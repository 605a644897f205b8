using System.Globalization;
using Sdvp.Core.Modules;

namespace Sdvp.Distillation.Labelling;

/// <summary>
/// Temperature scaling (Guo and others, 2017) of a teacher's probabilities: <c>p_v^(1/T) / Σ p^(1/T)</c>. T is the temperature with the least negative
/// log-likelihood on a validation split of questions with known answers, found by golden-section search over log T. The order of answers never changes.
/// Immutable and thread-safe.
/// </summary>
/// <remarks>The probability that lies on answers that are not listed counts as one more answer, and is scaled with the others.</remarks>
public sealed record ConfidenceCalibration
{
    private const double Least = 0.05;
    private const double Most = 20;
    private const double Floor = 1e-12;

    /// <summary>Initialises a calibration with a known temperature.</summary>
    /// <param name="temperature">T, greater than 0; 1 changes nothing, more makes less sure.</param>
    public ConfidenceCalibration(double temperature)
    {
        Temperature = temperature > 0 && double.IsFinite(temperature)
            ? temperature
            : throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "A temperature is a finite number greater than 0.");
    }

    /// <summary>T.</summary>
    public double Temperature { get; }

    /// <summary>Answers that it was fitted on; 0 where the temperature was given.</summary>
    public int Count { get; private init; }

    /// <summary>Mean negative log-likelihood of the right answers at T = 1.</summary>
    public double LossBefore { get; private init; }

    /// <summary>Mean negative log-likelihood of the right answers at the fitted T.</summary>
    public double LossAfter { get; private init; }

    /// <summary>Expected calibration error at T = 1, in [0, 1]: the mean gap between confidence and accuracy over ten bins.</summary>
    public double CalibrationErrorBefore { get; private init; }

    /// <summary>Expected calibration error at the fitted T, in [0, 1].</summary>
    public double CalibrationErrorAfter { get; private init; }

    /// <summary>Fits the temperature.</summary>
    /// <param name="answers">Distributions with the right answer of each, in the spelling of the distribution; at least one.</param>
    /// <returns>The calibration; T lies in [0.05, 20].</returns>
    /// <exception cref="ArgumentException">There is no answer.</exception>
    public static ConfidenceCalibration Fit(IEnumerable<(AnswerDistribution Distribution, string Right)> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var all = answers.ToArray();
        if (all.Length == 0)
        {
            throw new ArgumentException("There is no answer to calibrate on; give a validation split of at least one, better of some hundreds.", nameof(answers));
        }

        var rows = all.Select(a => new Row(a.Distribution, a.Right)).ToArray();
        var temperature = Math.Exp(Minimise(t => Loss(rows, Math.Exp(t)), Math.Log(Least), Math.Log(Most)));
        return new ConfidenceCalibration(temperature)
        {
            Count = rows.Length,
            LossBefore = Loss(rows, 1),
            LossAfter = Loss(rows, temperature),
            CalibrationErrorBefore = CalibrationError(all, 1),
            CalibrationErrorAfter = CalibrationError(all, temperature),
        };
    }

    /// <summary>Scales a distribution.</summary>
    /// <param name="distribution">The distribution.</param>
    /// <returns>The scaled one, over the same answers.</returns>
    public AnswerDistribution Apply(AnswerDistribution distribution)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        if (Temperature == 1)
        {
            return distribution;
        }

        var scaled = distribution.Answers.Select(a => Math.Pow(a.Value, 1 / Temperature)).ToArray();
        var sum = scaled.Sum() + Math.Pow(Rest(distribution), 1 / Temperature);
        return sum > 0 ? new AnswerDistribution(distribution.Answers.Select((a, i) => KeyValuePair.Create(a.Key, scaled[i] / sum))) : distribution;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"temperature {Temperature:R}");

    private static double Rest(AnswerDistribution distribution) => Math.Max(0, 1 - distribution.Answers.Sum(a => a.Value));

    private static double Loss(Row[] rows, double temperature) => rows.Average(row => row.Loss(temperature));

    private static double CalibrationError((AnswerDistribution Distribution, string Right)[] answers, double temperature)
    {
        var calibration = new ConfidenceCalibration(temperature);
        return answers.Select(a => (calibration.Apply(a.Distribution).Confidence, IsRight: a.Distribution.Top == a.Right))
            .GroupBy(a => Math.Min(9, (int)(a.Confidence * 10)))
            .Sum(bin => Math.Abs(bin.Average(a => a.Confidence) - bin.Average(a => a.IsRight ? 1.0 : 0.0)) * bin.Count() / answers.Length);
    }

    /// <summary>Golden-section search for the minimum of a function with one minimum.</summary>
    private static double Minimise(Func<double, double> function, double low, double high)
    {
        var ratio = (Math.Sqrt(5) - 1) / 2;
        var (a, b) = (high - (ratio * (high - low)), low + (ratio * (high - low)));
        var (atA, atB) = (function(a), function(b));
        while (high - low > 1e-8)
        {
            if (atA <= atB)
            {
                (high, b, atB) = (b, a, atA);
                a = high - (ratio * (high - low));
                atA = function(a);
            }
            else
            {
                (low, a, atA) = (a, b, atB);
                b = low + (ratio * (high - low));
                atB = function(b);
            }
        }

        return (low + high) / 2;
    }

    /// <summary>The log-probabilities of one distribution, and where the right answer stands among them.</summary>
    private sealed class Row
    {
        private readonly double[] _logs;
        private readonly int _right;

        public Row(AnswerDistribution distribution, string right)
        {
            _logs = [.. distribution.Answers.Select(a => Math.Log(Math.Max(a.Value, Floor))), Math.Log(Math.Max(Rest(distribution), Floor))];
            var place = distribution.Answers.ToList().FindIndex(a => string.Equals(a.Key, right, StringComparison.Ordinal));
            _right = place >= 0 ? place : _logs.Length - 1;
        }

        public double Loss(double temperature)
        {
            var most = _logs.Max() / temperature;
            return most + Math.Log(_logs.Sum(l => Math.Exp((l / temperature) - most))) - (_logs[_right] / temperature);
        }
    }
}
