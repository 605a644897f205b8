namespace Sdvp.Core.Programs.Viper;

/// <summary>
/// How the image API behaves where the published implementation has bugs or surprises. <see cref="Default"/> mends them,
/// <see cref="Published"/> has them, <see cref="Plain"/> answers by the leaves alone. docs/viper.md lists every difference.
/// </summary>
public sealed record ViperProfile
{
    /// <summary>What is written in the API's description, without the bugs.</summary>
    public static ViperProfile Default { get; } = new();

    /// <summary>As the published implementation of ViperGPT behaves.</summary>
    public static ViperProfile Published { get; } = new()
    {
        Name = "published",
        CropMargin = 10,
        QueryHasDefault = false,
        MaximumGuesses = 2,
        NumberReading = ViperNumberReading.Published,
    };

    /// <summary>A host without composites: what exists is what is found, crops are in the coordinates of the root image, texts are read as integers by <c>int</c>.</summary>
    public static ViperProfile Plain { get; } = new()
    {
        Name = "plain",
        CropsAreRelative = false,
        ExistsAsks = false,
        ExistsReadsNumbers = false,
        OverlapCounts = false,
        NumberReading = ViperNumberReading.Integer,
    };

    /// <summary>The profile's name; part of the version that composite calls are recorded with.</summary>
    public string Name { get; init; } = "default";

    /// <summary>Pixels by which <c>crop</c> and <c>find</c> enlarge a part on each side. Default: 0; published: 10, whatever the size of the image.</summary>
    public int CropMargin { get; init; }

    /// <summary>Whether <c>crop</c> counts from the patch's corner, or from that of the root image. Default: true.</summary>
    public bool CropsAreRelative { get; init; } = true;

    /// <summary>Whether <c>exists</c> asks about each patch that was found whether it is what was sought. Default: true.</summary>
    public bool ExistsAsks { get; init; } = true;

    /// <summary>Whether <c>exists</c> of a number asks which number is written. Default: true.</summary>
    public bool ExistsReadsNumbers { get; init; } = true;

    /// <summary>Whether the distance of patches that overlap is minus their intersection over union, or 0. Default: true.</summary>
    public bool OverlapCounts { get; init; } = true;

    /// <summary>Whether <c>simple_query</c> without a question asks what this is, as its description says. Default: true; published: the question is required.</summary>
    public bool QueryHasDefault { get; init; } = true;

    /// <summary>Guesses that <c>process_guesses</c> hands on; further ones are dropped. Default: all; published: 2, and a single one is doubled.</summary>
    public int MaximumGuesses { get; init; } = int.MaxValue;

    /// <summary>How <c>coerce_to_numeric</c> reads texts.</summary>
    public ViperNumberReading NumberReading { get; init; }
}
