using System.Collections.Immutable;

namespace Sdvp.Core.Programs;

/// <summary>What would mend a finding: edits that belong together.</summary>
/// <param name="Title">What the edits do, as an order, such as <c>quote the text</c>.</param>
/// <param name="Edits">The edits, at least one, in the order of the source; they do not overlap.</param>
public sealed record ProgramFix(string Title, ImmutableArray<SourceEdit> Edits)
{
    /// <summary>A fix of one edit.</summary>
    /// <param name="span">What is replaced.</param>
    /// <param name="replacement">What stands there afterwards; empty to leave it out.</param>
    /// <returns>The fix.</returns>
    public static ProgramFix Replace(SourceSpan span, string replacement)
    {
        ArgumentNullException.ThrowIfNull(replacement);
        var title = replacement.Length == 0 ? "leave it out" : span.Length == 0 ? $"insert {replacement}" : $"write {replacement}";
        return new ProgramFix(title, [new SourceEdit(span, replacement)]);
    }

    /// <inheritdoc/>
    public bool Equals(ProgramFix? other) => other is not null && Title == other.Title && Edits.SequenceEqual(other.Edits);

    /// <inheritdoc/>
    public override int GetHashCode() => Edits.Aggregate(Title.GetHashCode(StringComparison.Ordinal), HashCode.Combine);
}
