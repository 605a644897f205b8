using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Sdvp.Core.Teaching.Adapters;

/// <summary>Applies statement rules to questions.</summary>
internal sealed partial class StatementRewriter
{
    private readonly ImmutableArray<(StatementRule Rule, Regex Pattern)> _rules;
    private readonly StatementStepAdapterOptions _options;
    private readonly AnswerSpace _students;

    public StatementRewriter(StatementStepAdapterOptions options, AnswerSpace students)
    {
        _options = options;
        _students = students;
        _rules = [.. options.Rules.Select(rule => (rule, Compile(rule)))];
        foreach (var rule in options.Rules.Where(r => r.Kind == StatementRuleKind.Choice && r.Candidates is null))
        {
            throw new ArgumentException($"The choice rule '{rule.Pattern}' names no list of candidates.", nameof(options));
        }
    }

    /// <summary>The statements of the first rule that matches and of which the student can give an answer; null where there is none.</summary>
    public StatementSet? Rewrite(string question)
    {
        var text = Spaces().Replace(question, " ").Trim(' ', '?', '.', '!').ToLowerInvariant();
        foreach (var (rule, pattern) in _rules)
        {
            if (pattern.Match(text) is { Success: true } match && Expand(rule, match) is { Statements.IsEmpty: false } set)
            {
                return set;
            }
        }

        return null;
    }

    private static Regex Compile(StatementRule rule)
    {
        try
        {
            return new Regex($@"\A(?:{rule.Pattern})\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw new ArgumentException(
                $"The pattern '{rule.Pattern}' is no regular expression that runs without backtracking: {error.Message}", nameof(rule), error);
        }
    }

    private StatementSet Expand(StatementRule rule, Match match) => new(rule.Kind, rule.Kind switch
    {
        StatementRuleKind.YesNo when _students.Find("yes") is { } yes && _students.Find("no") is not null =>
            [(Fill(rule.Statement, match, null, null), yes)],
        StatementRuleKind.Count => [.. Enumerable.Range(0, _options.MaxCount + 1)
            .Select(n => (Number: n, Answer: _students.Find(n)))
            .Where(n => n.Answer is not null)
            .Select(n => (Fill(rule.Statement, match, n.Number, null), n.Answer!))],
        StatementRuleKind.Choice => [.. _options.Candidates.GetValueOrDefault(rule.Candidates!, [])
            .Select(c => (Candidate: c, Answer: _students.Find(c)))
            .Where(c => c.Answer is not null)
            .DistinctBy(c => c.Answer, StringComparer.Ordinal)
            .Select(c => (Fill(rule.Statement, match, null, c.Candidate), c.Answer!))],
        _ => [],
    });

    private string Fill(string template, Match match, int? count, string? candidate) => Placeholders().Replace(template, place =>
    {
        var name = place.Groups["name"].Value;
        var isOne = count == 1 && _options.SingularForOne;
        var text = name switch
        {
            "count" when count is { } number => _options.NumbersAsWords ? EnglishNumbers.ToWords(number) : number.ToString(CultureInfo.InvariantCulture),
            "be" when count is not null => isOne ? "is" : "are",
            "candidate" when candidate is not null => candidate,
            _ => match.Groups[name].Value,
        };
        return place.Groups["form"].Value switch
        {
            "a" => EnglishNouns.WithArticle(text),
            "noun" when isOne => EnglishNouns.SingularizePhrase(text),
            _ => text,
        };
    });

    [GeneratedRegex(@"\{((?<form>a|noun) )?(?<name>\w+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholders();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
