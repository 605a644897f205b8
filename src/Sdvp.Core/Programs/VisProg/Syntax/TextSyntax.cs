using System.Collections.Immutable;

namespace Sdvp.Core.Programs.VisProg.Syntax;

/// <summary>Text without quotes and escapes.</summary>
/// <param name="Text">The text.</param>
/// <param name="Offsets">Where in the source each character of the text stands; one more for its end.</param>
/// <param name="IsFormat">Whether it has the prefix <c>f</c>.</param>
/// <param name="Span">The place, with quotes.</param>
internal sealed record TextSyntax(string Text, ImmutableArray<int> Offsets, bool IsFormat, SourceSpan Span) : ValueSyntax(Span);
