namespace Sdvp.Modules.Film;

/// <summary>When a candidate counts as found.</summary>
public sealed record FilmLocOptions
{
    /// <summary>Least score of a region that the program gets to see, in [0, 1]. Default: 0.4.</summary>
    public double ScoreThreshold { get; init; } = 0.4;

    /// <summary>Least score of a proposal that is recorded, in [0, 1]. Default: 0.02.</summary>
    public double ProposalThreshold { get; init; } = 0.02;

    /// <summary>Of two regions that overlap by more than this intersection over union, the one with the lower score is dropped. Default: 0.4.</summary>
    public double SuppressionOverlap { get; init; } = 0.4;

    /// <summary>Most proposals of one call. Default: 10.</summary>
    public int MaxProposals { get; init; } = 10;
}
