using System.Text;

namespace Sdvp.Core.Programs;

/// <summary>Mends sources by the fixes of their diagnostics.</summary>
public static class ProgramFixes
{
    /// <summary>Applies fixes. What comes out is a proposal: parse it again, it may have further findings.</summary>
    /// <param name="source">The source that the diagnostics were found in.</param>
    /// <param name="diagnostics">The diagnostics. Those without a fix are passed over, and so are those whose fix touches an earlier one's edits.</param>
    /// <returns>The new source.</returns>
    /// <exception cref="ArgumentException">An edit lies outside of the source.</exception>
    public static string Apply(string source, IEnumerable<ProgramDiagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var edits = new List<SourceEdit>();
        foreach (var fix in diagnostics.Select(d => d.Fix).OfType<ProgramFix>())
        {
            if (fix.Edits.FirstOrDefault(e => e.Span.Start < 0 || e.Span.End > source.Length) is { Replacement: not null } outside)
            {
                throw new ArgumentException($"An edit at {outside.Span} lies outside of a source of {source.Length} characters.", nameof(diagnostics));
            }

            if (!fix.Edits.Any(e => edits.Any(other => Touch(e.Span, other.Span))))
            {
                edits.AddRange(fix.Edits);
            }
        }

        var output = new StringBuilder(source);
        foreach (var edit in edits.OrderByDescending(e => e.Span.Start))
        {
            output.Remove(edit.Span.Start, edit.Span.Length).Insert(edit.Span.Start, edit.Replacement);
        }

        return output.ToString();
    }

    private static bool Touch(SourceSpan a, SourceSpan b) => a.Start == b.Start || (a.Start < b.End && b.Start < a.End);
}
