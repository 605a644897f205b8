using System.Collections.Immutable;

namespace Sdvp.Core.Programs.Expressions;

/// <summary>What came of parsing an expression.</summary>
/// <param name="Expression">The expression; null exactly where a diagnostic is an error.</param>
/// <param name="Diagnostics">All findings, in the order of the text; their spans count from the begin of the expression's text.</param>
public sealed record ExpressionParse(ProgramExpression? Expression, ImmutableArray<ProgramDiagnostic> Diagnostics);
