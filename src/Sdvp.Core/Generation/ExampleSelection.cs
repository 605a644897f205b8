namespace Sdvp.Core.Generation;

/// <summary>Which examples of a profile a model is shown.</summary>
public enum ExampleSelection
{
    /// <summary>Those whose questions share most words with the question, the nearest last; the same for every sample.</summary>
    Nearest,

    /// <summary>Drawn by chance from the seed, anew for each sample; the same for every question.</summary>
    Random,

    /// <summary>All, in the profile's order.</summary>
    All,
}
