namespace Sdvp.Core.Programs.VisProg;

/// <summary>What a task makes of the detector behind LOC.</summary>
/// <param name="ScoreThreshold">Boxes count whose score is higher.</param>
/// <param name="SuppressionThreshold">Boxes survive whose overlap with every better one is lower, as <c>NonMaximumSuppression</c> measures it.</param>
/// <param name="KnowsPlaces">Whether <c>TOP</c>, <c>BOTTOM</c>, <c>LEFT</c> and <c>RIGHT</c>, in upper case, are halves of the image and no objects.</param>
/// <param name="ReturnsObjects">Whether what is found carries the name that was looked for as its label, as CLASSIFY, SELECT and TAG need it; else it is boxes only.</param>
public sealed record VisProgLocSettings(double ScoreThreshold, double SuppressionThreshold, bool KnowsPlaces, bool ReturnsObjects)
{
    /// <summary>LOC of questions and statements: score above 0.1, overlap below 0.5, places, boxes.</summary>
    public static VisProgLocSettings Boxes { get; } = new(0.1, 0.5, KnowsPlaces: true, ReturnsObjects: false);

    /// <summary>LOC of tagging: score above 0.05, overlap below 0.3, no places, objects.</summary>
    public static VisProgLocSettings Objects { get; } = new(0.05, 0.3, KnowsPlaces: false, ReturnsObjects: true);
}
