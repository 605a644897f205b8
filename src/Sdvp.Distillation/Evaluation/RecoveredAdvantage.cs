namespace Sdvp.Distillation.Evaluation;

/// <summary>
/// The share of a teacher's advantage over a student that distillation gave to the student:
/// <c>(after − before) / (teacher − before)</c>, each the share of steps answered right, means over trainings.
/// </summary>
/// <param name="Before">The student's steps before.</param>
/// <param name="After">The student's steps after.</param>
/// <param name="Teacher">The teacher's answers at such steps.</param>
public sealed record RecoveredAdvantage(RightCount Before, RightCount After, RightCount Teacher)
{
    /// <summary>
    /// The share over several trainings. Trainings are resampled with replacement, and inside each all three shares anew, each binomial with its own number of
    /// steps: which steps are the same is not known from counts, so the interval is rather too wide. A resample in which the teacher has no advantage counts as 0.
    /// </summary>
    /// <param name="trainings">One for each training; at least one.</param>
    /// <param name="options">Resamples, confidence and seed. Default: <see cref="BootstrapOptions"/> as they are.</param>
    /// <returns>The distribution; null where the teacher has no advantage, and so there is nothing to recover.</returns>
    /// <exception cref="ArgumentException">There is no training.</exception>
    public static BootstrapDistribution? OfMean(IReadOnlyList<RecoveredAdvantage> trainings, BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(trainings);
        var observed = trainings.Select(t => (Gain: t.After.Share - t.Before.Share, Advantage: t.Teacher.Share - t.Before.Share)).ToArray();
        return trainings.Count > 0 && observed.Sum(o => o.Advantage) <= 0
            ? null
            : ClusteredBootstrap.Resample(trainings, Draw, Share, observed, trainings.Sum(t => t.After.Total), options);
    }

    private static (double Gain, double Advantage) Draw(RecoveredAdvantage training, Random random)
    {
        var before = training.Before.DrawShare(random);
        return (training.After.DrawShare(random) - before, training.Teacher.DrawShare(random) - before);
    }

    private static double Share((double Gain, double Advantage)[] draws)
    {
        var advantage = draws.Sum(d => d.Advantage);
        return advantage <= 0 ? 0 : draws.Sum(d => d.Gain) / advantage;
    }
}
