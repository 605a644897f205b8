using System.Collections.Immutable;

namespace Sdvp.Distillation.Evaluation.Gqa;

/// <summary>One step of a GQA question's program.</summary>
/// <param name="Operation">What is done, such as <c>select</c> or <c>filter color</c>.</param>
/// <param name="Argument">What it is done with, such as <c>lamp (233707)</c>; may be empty.</param>
/// <param name="Dependencies">Numbers of the steps, from 0, whose results are used.</param>
public sealed record GqaOperation(string Operation, string Argument, ImmutableArray<int> Dependencies)
{
    /// <inheritdoc/>
    public bool Equals(GqaOperation? other) =>
        other is not null && Operation == other.Operation && Argument == other.Argument && Dependencies.SequenceEqual(other.Dependencies);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Operation, Argument, Dependencies.Length);

    /// <summary>The step as it stands in <c>semanticStr</c>.</summary>
    /// <returns><c>operation: argument [dependencies]</c>.</returns>
    public override string ToString() => $"{Operation}: {Argument}{(Dependencies.IsEmpty ? "" : $" [{string.Join(", ", Dependencies)}]")}";
}
