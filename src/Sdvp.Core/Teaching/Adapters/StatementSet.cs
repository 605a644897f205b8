using System.Collections.Immutable;

namespace Sdvp.Core.Teaching.Adapters;

/// <summary>The statements that a question became: for a yes/no question one, else one for each answer that the student can give.</summary>
/// <param name="Kind">The kind of the rule.</param>
/// <param name="Statements">The statements, and for each the student's answer that its truth speaks for.</param>
internal sealed record StatementSet(StatementRuleKind Kind, ImmutableArray<(string Statement, string Answer)> Statements);
