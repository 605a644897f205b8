namespace Sdvp.Modules.OwlVit;

/// <summary>What is made of OWL-ViT's candidates.</summary>
public sealed record OwlVitLocOptions
{
    /// <summary>VisProg's LOC for questions and statements: these defaults.</summary>
    public static OwlVitLocOptions VisProg { get; } = new();

    /// <summary>VisProg's LOC for tagging: score above 0.05, overlap below 0.3, no words for parts of the image.</summary>
    public static OwlVitLocOptions Tagging { get; } = new() { ScoreThreshold = 0.05, SuppressionOverlap = 0.3, KnowsPlaces = false };

    /// <summary>Detection for other languages: no words for parts of the image, and boxes that may reach its last row and column.</summary>
    public static OwlVitLocOptions Detection { get; } = new() { KnowsPlaces = false, ReachesBorder = true };

    /// <summary>What the network reads for a text; <c>{object}</c> stands for the text. Default: <c>a photo of {object}</c>.</summary>
    public string Template { get; init; } = "a photo of {object}";

    /// <summary>Scores of regions that the program gets to see are greater than this. In [0, 1]. Default: 0.1.</summary>
    public double ScoreThreshold { get; init; } = 0.1;

    /// <summary>
    /// Of two regions whose overlap reaches this, the one with the lower score is dropped; measured as VisProg does
    /// (<see cref="Core.Values.NonMaximumSuppression"/>). Above 0; more than 1 drops none. Default: 0.5.
    /// </summary>
    public double SuppressionOverlap { get; init; } = 0.5;

    /// <summary>Whether <c>TOP</c>, <c>BOTTOM</c>, <c>LEFT</c> and <c>RIGHT</c>, in upper case, are halves of the image and no objects. Default: true.</summary>
    public bool KnowsPlaces { get; init; } = true;

    /// <summary>
    /// Whether regions end at most at the image's width and height; otherwise at one less, as VisProg's do, whose last row and column no region holds.
    /// Default: false.
    /// </summary>
    public bool ReachesBorder { get; init; }

    /// <summary>Least score of a proposal that is recorded, in [0, 1]. Default: 0.01.</summary>
    public double ProposalThreshold { get; init; } = 0.01;

    /// <summary>Most proposals that are recorded beyond those that the program gets to see; at least 0. Default: 50.</summary>
    public int MaxProposals { get; init; } = 50;
}
