using System.Collections.Immutable;

namespace Sdvp.Distillation.Evaluation.Gqa;

/// <summary>
/// A question of GQA (Hudson and Manning, CVPR 2019), version 1.2. Test, challenge and submission splits have no answers and no programs.
/// </summary>
public sealed record GqaQuestion
{
    /// <summary>The question id.</summary>
    public required string Id { get; init; }

    /// <summary>The image; see <see cref="GqaPaths"/>.</summary>
    public required string ImageId { get; init; }

    /// <summary>The question.</summary>
    public required string Question { get; init; }

    /// <summary>The answer; null where the split has none.</summary>
    public string? Answer { get; init; }

    /// <summary>The answer as a sentence; null where the split has none.</summary>
    public string? FullAnswer { get; init; }

    /// <summary>Whether the question belongs to the balanced set; null where the file does not say.</summary>
    public bool? IsBalanced { get; init; }

    /// <summary>Balancing groups; null where the file gives none.</summary>
    public GqaGroups? Groups { get; init; }

    /// <summary>Ids of questions whose answers follow from this one's; null where the file gives none.</summary>
    public ImmutableArray<string>? Entailed { get; init; }

    /// <summary>Ids of equivalent questions, this one included; null where the file gives none.</summary>
    public ImmutableArray<string>? Equivalent { get; init; }

    /// <summary>Types; null where the file gives none.</summary>
    public GqaTypes? Types { get; init; }

    /// <summary>Objects that words speak of; null where the file gives none.</summary>
    public GqaAnnotations? Annotations { get; init; }

    /// <summary>The program; null where the split has none.</summary>
    public ImmutableArray<GqaOperation>? Semantic { get; init; }

    /// <summary>The program as text; null where the split has none.</summary>
    public string? SemanticStr { get; init; }
}
