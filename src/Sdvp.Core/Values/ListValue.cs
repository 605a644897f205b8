using System.Collections.Immutable;

namespace Sdvp.Core.Values;

/// <summary>A list of values. Two lists are equal when their items are.</summary>
/// <param name="Items">The items in order.</param>
public sealed record ListValue(ImmutableArray<ProgramValue> Items) : ProgramValue
{
    /// <inheritdoc/>
    public override ProgramType Type => ProgramType.List;

    /// <inheritdoc/>
    public bool Equals(ListValue? other) => other is not null && Items.SequenceEqual(other.Items);

    /// <inheritdoc/>
    public override int GetHashCode() => Items.Aggregate(17, HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", Items)}]";
}
