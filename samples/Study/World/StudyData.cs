using System.Collections.Immutable;
using Sdvp.Core.Teaching;

namespace Sdvp.Samples.Study.World;

/// <summary>What one framework's programs learn from and are measured with, under one seed.</summary>
internal sealed record StudyData
{
    /// <summary>The first task.</summary>
    public required StudyTask A { get; init; }

    /// <summary>The second task.</summary>
    public required StudyTask B { get; init; }

    /// <summary>What the host runs anyway. Its answers are not used.</summary>
    public required ImmutableArray<TaskExample> Traffic { get; init; }

    /// <summary>Families in <see cref="Traffic"/> that are measured as unseen by both tasks.</summary>
    public required ImmutableHashSet<string> UnseenFamilies { get; init; }

    /// <summary>What else is measured, by column.</summary>
    public required ImmutableSortedDictionary<string, TestSet> Others { get; init; }
}
