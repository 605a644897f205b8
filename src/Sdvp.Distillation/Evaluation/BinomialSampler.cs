namespace Sdvp.Distillation.Evaluation;

/// <summary>
/// Draws from binomial distributions, exactly: by waiting times where few successes are expected, else by transformed rejection
/// (BTRS: Hörmann, "The generation of binomial random variates", 1993), whose cost does not grow with the number of trials.
/// </summary>
internal static class BinomialSampler
{
    private const double FewSuccesses = 10;

    /// <summary>ln(k!) less Stirling's formula, for k from 0 to 9.</summary>
    private static readonly double[] StirlingErrors =
    [
        0.0810614667953272582, 0.0413406959554092941, 0.0276779256849983391, 0.0207906721037650931, 0.0166446911898211922,
        0.0138761288230707480, 0.0118967099458917701, 0.0104112652619720965, 0.00925546218271273292, 0.00833056343336287126,
    ];

    /// <summary>The number of successes among independent trials.</summary>
    /// <param name="random">Where randomness comes from.</param>
    /// <param name="trials">Number of trials; at least 0.</param>
    /// <param name="probability">Probability of success, in [0, 1].</param>
    public static int Draw(Random random, int trials, double probability)
    {
        if (trials == 0 || probability <= 0)
        {
            return 0;
        }

        return probability >= 1 ? trials
            : probability > 0.5 ? trials - Draw(random, trials, 1 - probability)
            : trials * probability < FewSuccesses ? DrawByWaiting(random, trials, probability)
            : DrawByRejection(random, trials, probability);
    }

    private static int DrawByWaiting(Random random, int trials, double probability)
    {
        var failure = Math.Log(1 - probability);
        var successes = -1;
        for (var used = 0.0; used <= trials; successes++)
        {
            used += Math.Floor(Math.Log(1 - random.NextDouble()) / failure) + 1;
        }

        return successes;
    }

    private static int DrawByRejection(Random random, int trials, double probability)
    {
        var ratio = probability / (1 - probability);
        var deviation = Math.Sqrt(trials * probability * (1 - probability));
        var b = 1.15 + (2.53 * deviation);
        var a = -0.0873 + (0.0248 * b) + (0.01 * probability);
        var alpha = (2.83 + (5.1 / b)) * deviation;
        var mode = Math.Floor((trials + 1) * probability);
        while (true)
        {
            var u = random.NextDouble() - 0.5;
            var v = 1 - random.NextDouble();
            var margin = 0.5 - Math.Abs(u);
            var k = Math.Floor((((2 * a / margin) + b) * u) + (trials * probability) + 0.5);
            if (k < 0 || k > trials)
            {
                continue;
            }

            if (margin >= 0.07 && v <= 0.92 - (4.2 / b))
            {
                return (int)k;
            }

            var bound = ((mode + 0.5) * Math.Log((mode + 1) / (ratio * (trials - mode + 1))))
                + ((trials + 1) * Math.Log((trials - mode + 1) / (trials - k + 1)))
                + ((k + 0.5) * Math.Log(ratio * (trials - k + 1) / (k + 1)))
                + StirlingError(mode) + StirlingError(trials - mode) - StirlingError(k) - StirlingError(trials - k);
            if (Math.Log(v * alpha / ((a / (margin * margin)) + b)) <= bound)
            {
                return (int)k;
            }
        }
    }

    private static double StirlingError(double k)
    {
        if (k < StirlingErrors.Length)
        {
            return StirlingErrors[(int)k];
        }

        var square = (k + 1) * (k + 1);
        return ((1.0 / 12) - (((1.0 / 360) - (1.0 / 1260 / square)) / square)) / (k + 1);
    }
}
