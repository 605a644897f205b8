using System.Collections.Immutable;
using Sdvp.Samples.Scenes.Programs;

namespace Sdvp.Samples.Scenes.Questions;

/// <summary>A question about one scene, with everything that GQA knows of a question, and the visual programs that a generator would write for it.</summary>
public sealed record SceneQuestion
{
    /// <summary>The family, for breakdowns; GQA's detailed type.</summary>
    public required string Family { get; init; }

    /// <summary>GQA's structural type: verify, query, choose, logical or compare.</summary>
    public required string Structural { get; init; }

    /// <summary>GQA's semantic type: obj, attr, cat, rel or global.</summary>
    public required string Semantic { get; init; }

    /// <summary>The question.</summary>
    public required string Text { get; init; }

    /// <summary>The answer.</summary>
    public required string Answer { get; init; }

    /// <summary>The functional program.</summary>
    public required ImmutableArray<SemanticOperation> Operations { get; init; }

    /// <summary>The programs that answer the question with the modules LOC and VQA.</summary>
    public required ScenePrograms Programs { get; init; }
}
