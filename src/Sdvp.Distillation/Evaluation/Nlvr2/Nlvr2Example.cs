using System.Collections.Immutable;

namespace Sdvp.Distillation.Evaluation.Nlvr2;

/// <summary>An example of NLVR2 (Suhr and others, ACL 2019): a sentence about a pair of images, true or false.</summary>
public sealed record Nlvr2Example
{
    /// <summary>Its identifier.</summary>
    public required Nlvr2Identifier Identifier { get; init; }

    /// <summary>The sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>Whether the sentence is true; null where the split does not say. In files it is the text <c>True</c> or <c>False</c>.</summary>
    public bool? Label { get; init; }

    /// <summary>Where the left image was found; null where it is not given.</summary>
    public string? LeftUrl { get; init; }

    /// <summary>Where the right image was found; null where it is not given.</summary>
    public string? RightUrl { get; init; }

    /// <summary>The writer of the sentence; null where it is not given.</summary>
    public string? Writer { get; init; }

    /// <summary>Judgements by worker; null where they are not given.</summary>
    public ImmutableDictionary<string, string>? Validation { get; init; }

    /// <summary>Further judgements by worker, on development and test splits; null where they are not given.</summary>
    public ImmutableDictionary<string, string>? ExtraValidations { get; init; }

    /// <summary>The synset that the images were searched by; null where it is not given.</summary>
    public string? Synset { get; init; }

    /// <summary>The query that the images were searched by; null where it is not given.</summary>
    public string? Query { get; init; }

    /// <summary>Folder of the images, on the training split only: 0 to 99.</summary>
    public int? Directory { get; init; }
}
