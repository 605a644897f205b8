using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.VisProg.Syntax;

/// <summary>A number, Boolean or None.</summary>
internal sealed record LiteralSyntax(ProgramValue Value, SourceSpan Span) : ValueSyntax(Span);
