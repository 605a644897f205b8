namespace Sdvp.Distillation.Evaluation;

/// <summary>How many of some answers are right.</summary>
/// <param name="Right">Right answers.</param>
/// <param name="Total">All answers; at least <paramref name="Right"/>.</param>
public readonly record struct RightCount(int Right, int Total)
{
    /// <summary>The share that is right, in [0, 1]; 0 where there are none.</summary>
    public double Share => Total == 0 ? 0 : (double)Right / Total;

    /// <summary>The share right among as many answers drawn with replacement.</summary>
    internal double DrawShare(Random random) => Total == 0 ? 0 : (double)BinomialSampler.Draw(random, Total, Share) / Total;
}
