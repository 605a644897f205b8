using System.Collections.Immutable;

namespace Sdvp.Core.Values;

/// <summary>Scored boxes, best first, in pixels of the image they were found in. Two values are equal when their boxes are.</summary>
/// <param name="Regions">The boxes; may be empty.</param>
public sealed record RegionsValue(ImmutableArray<Region> Regions) : ProgramValue
{
    /// <inheritdoc/>
    public override ProgramType Type => ProgramType.Regions;

    /// <inheritdoc/>
    public bool Equals(RegionsValue? other) => other is not null && Regions.SequenceEqual(other.Regions);

    /// <inheritdoc/>
    public override int GetHashCode() => Regions.Aggregate(19, HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", Regions)}]";
}
