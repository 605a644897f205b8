using System.Collections.Immutable;

namespace Sdvp.Core.Values;

/// <summary>A list of values. Two lists are equal when their items are.</summary>
/// <param name="Items">The items in order.</param>
public sealed record ListValue(ImmutableArray<ProgramValue> Items) : ProgramValue
{
    /// <inheritdoc/>
    public override ProgramType Type => ProgramType.List;

    /// <summary>What the list was in the program that made it; says how it prints there and nothing else. Default: <see cref="ListForm.List"/>.</summary>
    public ListForm Form { get; init; }

    /// <inheritdoc/>
    public bool Equals(ListValue? other) => other is not null && Items.SequenceEqual(other.Items);

    /// <inheritdoc/>
    public override int GetHashCode() => Items.Aggregate(17, HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", Items)}]";
}
