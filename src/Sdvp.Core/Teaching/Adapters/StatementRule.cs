namespace Sdvp.Core.Teaching.Adapters;

/// <summary>Rewrites a kind of question as statements.</summary>
/// <param name="Kind">Whether one statement is made, or one for each candidate.</param>
/// <param name="Pattern">
/// Regular expression for the whole question without its question mark, ignoring case, with named groups such as <c>(?&lt;x&gt;.+)</c>.
/// Questions come from language models, so the expression runs without backtracking: look-arounds and back-references are not available.
/// </param>
/// <param name="Statement">
/// The statement. <c>{x}</c> is the text of group <c>x</c> and <c>{a x}</c> the same behind <c>a</c> or <c>an</c>. A <see cref="StatementRuleKind.Count"/> rule
/// also has <c>{count}</c>, <c>{be}</c> (<c>is</c> or <c>are</c>) and <c>{noun x}</c> (the text of group <c>x</c> in singular for 1, else as it is); a
/// <see cref="StatementRuleKind.Choice"/> rule has <c>{candidate}</c>.
/// </param>
/// <param name="Candidates">For a choice: the name of the list of candidates in <see cref="StatementStepAdapterOptions.Candidates"/>.</param>
public sealed record StatementRule(StatementRuleKind Kind, string Pattern, string Statement, string? Candidates = null);
