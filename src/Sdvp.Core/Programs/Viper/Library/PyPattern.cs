using System.Text.RegularExpressions;
using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Library;

/// <summary>
/// A regular expression. It is tried with .NET's backtracking engine for a moment; what takes longer goes to the engine that takes linear time,
/// and what that cannot do, or not in time, is over its budget.
/// </summary>
internal sealed class PyPattern : PyObject, IPyRepresentation
{
    private static readonly TimeSpan FirstTry = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LastTry = TimeSpan.FromMilliseconds(80);

    private const int MaximumLength = 1000;

    private readonly string _translated;
    private PyPattern? _anchored;
    private PyPattern? _full;
    private readonly RegexOptions _options;
    private readonly Regex _regex;
    private Regex? _linear;

    public PyPattern(string pattern, RegexOptions options)
    {
        if (pattern.Length > MaximumLength)
        {
            throw RegexModule.Error($"the pattern has {pattern.Length} characters; at most {MaximumLength} are allowed");
        }

        var translator = new RegexTranslator(pattern);
        Pattern = pattern;
        _translated = translator.Translate();
        Groups = translator.Groups;
        _options = options | RegexOptions.CultureInvariant;
        try
        {
            _regex = new Regex(_translated, _options, FirstTry);
        }
        catch (ArgumentException)
        {
            throw RegexModule.Error("the pattern cannot be understood");
        }
    }

    private PyPattern(PyPattern other, string translated)
    {
        Pattern = other.Pattern;
        Groups = other.Groups;
        _translated = translated;
        _options = other._options;
        _regex = new Regex(translated, _options, FirstTry);
    }

    public string Pattern { get; }

    /// <summary>The same, at the start of a text only.</summary>
    public PyPattern Anchored => _anchored ??= new PyPattern(this, $"\\A(?:{_translated}{Tail}");

    /// <summary>The same, over a whole text only.</summary>
    public PyPattern Full => _full ??= new PyPattern(this, $"\\A(?:{_translated}{Tail}\\z");

    /// <summary>Names of groups by number; null for those without.</summary>
    public IReadOnlyList<string?> Groups { get; }

    public override PyType Type => Types.Pattern;

    public override IEnumerable<string> DataNames => ["pattern", "groups"];

    public override PyObject? FindData(string name) => name switch
    {
        "pattern" => PyText.Of(Pattern),
        "groups" => PyInteger.Of(Groups.Count - 1),
        _ => null,
    };

    public string Represent(Machine machine) => $"re.compile({TextRepr.Quote(Pattern)})";

    // A comment at the end of a verbose pattern must not swallow the parenthesis.
    private string Tail => (_options & RegexOptions.IgnorePatternWhitespace) != 0 ? "\n)" : ")";

    /// <summary>The match behind another one; null where there is none.</summary>
    public Match? Next(Machine machine, string text, Match last)
    {
        // Behind an empty match the next one may begin at the same place if it is not empty; .NET knows.
        machine.Step(1 + (text.Length / 64));
        try
        {
            var next = last.NextMatch();
            return next.Success ? next : null;
        }
        catch (RegexMatchTimeoutException) when (_linear is null && TryMakeLinear())
        {
            return Find(machine, text, last.Index + Math.Max(1, last.Length));
        }
        catch (RegexMatchTimeoutException)
        {
            throw TooLong();
        }
    }

    /// <summary>The first match at or behind a place; null where there is none.</summary>
    public Match? Find(Machine machine, string text, int start)
    {
        machine.Step(1 + (text.Length / 16));
        if (start > text.Length)
        {
            return null;
        }

        Match match;
        try
        {
            match = (_linear ?? _regex).Match(text, start);
        }
        catch (RegexMatchTimeoutException) when (_linear is null && TryMakeLinear())
        {
            return Find(machine, text, start);
        }
        catch (RegexMatchTimeoutException)
        {
            throw TooLong();
        }

        machine.Step();
        return match.Success ? match : null;
    }

    private BudgetExceededException TooLong() => new(
        ViperBudgetKind.Duration, $"The regular expression {TextRepr.Quote(Pattern)} takes too long; write it without nested repetitions.");

    private bool TryMakeLinear()
    {
        try
        {
            _linear = new Regex(_translated, _options | RegexOptions.NonBacktracking, LastTry);
            return true;
        }
        catch (Exception error) when (error is NotSupportedException or ArgumentException)
        {
            return false;
        }
    }
}
