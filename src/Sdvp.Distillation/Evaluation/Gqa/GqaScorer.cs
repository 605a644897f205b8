using System.Collections.Immutable;

namespace Sdvp.Distillation.Evaluation.Gqa;

/// <summary>
/// GQA's official metrics, after the corrected copy of the official script (github.com/ronghanghu/gqa_eval_script), its peculiarities included. Add every
/// question, then the choices if there are any, then take the scores. Only balanced questions are scored; entailed questions may be unbalanced.
/// Answers are compared as they are: case and blanks count. Not thread-safe.
/// </summary>
/// <remarks>
/// Peculiarities that are kept: where a question's detailed type contains <c>Common</c>, valid and plausible are color, material and shape and nothing else;
/// a duplicate among the entailed ids counts twice; predicted answers that no question of a group has do not enter the distribution; grounding is a sum over
/// regions, so that it can exceed 100, and the scene as a whole is never one of the regions.
/// </remarks>
public sealed class GqaScorer
{
    private static readonly ImmutableArray<string> _commonAnswers = ["color", "material", "shape"];

    private readonly IReadOnlyDictionary<string, string> _predictions;
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>>? _keys;
    private readonly GqaScorerOptions _options;
    private readonly List<(string Id, bool IsCommon)> _balanced = [];
    private readonly Dictionary<string, (bool IsValid, bool IsPlausible)> _judged = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _right;
    private readonly List<(string Id, ImmutableArray<string> Entailed)> _implied = [];
    private readonly Tally _all = new();
    private readonly Tally _binary = new();
    private readonly Tally _open = new();
    private readonly Tally _grounding = new();
    private readonly Dictionary<string, Tally> _structural = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Tally> _semantic = new(StringComparer.Ordinal);
    private readonly Dictionary<int, Tally> _steps = [];
    private readonly Dictionary<int, Tally> _words = [];
    private readonly GqaAnswerGroups _gold = new();
    private readonly GqaAnswerGroups _predicted = new();
    private HashSet<string>? _balancedIds;
    private bool _hasChoices;

    /// <summary>Initialises a scorer.</summary>
    /// <param name="predictions">Answer by question id; see <see cref="GqaPredictionFile"/>.</param>
    /// <param name="options">What to compute. Default: <see cref="GqaScorerOptions"/> as they are.</param>
    /// <exception cref="ArgumentException">Attentions are given, but no scenes.</exception>
    public GqaScorer(IReadOnlyDictionary<string, string> predictions, GqaScorerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        _predictions = predictions;
        _keys = (predictions as Dictionary<string, string>)?.TryGetAlternateLookup<ReadOnlySpan<char>>(out var keys) == true ? keys : null;
        _options = options ?? new GqaScorerOptions();
        _right = new Dictionary<string, bool>(_options.Consistency ? predictions.Count : 0, StringComparer.Ordinal);
        if (_options.Attentions is not null && _options.Scenes is null)
        {
            throw new ArgumentException("Attentions are given, but no scenes; grounding needs both.", nameof(options));
        }
    }

    /// <summary>Adds a question.</summary>
    /// <param name="question">The question, with its answer; a balanced one also with types and program.</param>
    /// <exception cref="InvalidDatasetException">A field that is needed is missing, or there is no prediction for the question. Nothing was added.</exception>
    /// <exception cref="InvalidOperationException">Choices were added already.</exception>
    public void Add(GqaQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (_hasChoices)
        {
            throw new InvalidOperationException("Choices were added already; add all questions before them.");
        }

        var isBalanced = question.IsBalanced ?? throw Missing(question, "isBalanced", "true or false");
        if (!isBalanced && !_options.Consistency)
        {
            return;
        }

        var answer = question.Answer ?? throw Missing(question, "answer", "a text");
        var predicted = _predictions.TryGetValue(question.Id, out var given)
            ? given
            : throw new InvalidDatasetException(
                _options.Source, question.Id, null, $"There is no prediction for this question; expected is one for every {(_options.Consistency ? "" : "balanced ")}question.");
        var isRight = string.Equals(predicted, answer, StringComparison.Ordinal);
        if (isBalanced)
        {
            AddBalanced(question, answer, predicted, isRight);
        }

        if (_options.Consistency)
        {
            _right[Share(question.Id)] = isRight;
        }
    }

    /// <summary>Adds the choices of a question. Those of questions that are not balanced, or were not added, are passed over.</summary>
    /// <param name="choices">The choices.</param>
    public void Add(GqaChoices choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        _hasChoices = true;
        _balancedIds ??= _balanced.Select(q => q.Id).ToHashSet(StringComparer.Ordinal);
        if (_balancedIds.Contains(choices.QuestionId))
        {
            var predicted = _predictions[choices.QuestionId];
            _judged[Share(choices.QuestionId)] = (choices.Valid.Contains(predicted), choices.Plausible.Contains(predicted));
        }
    }

    /// <summary>Computes the scores of all that was added.</summary>
    /// <returns>The scores.</returns>
    /// <exception cref="InvalidDatasetException">Choices were added, but not for every balanced question; or an entailed question was not added.</exception>
    public GqaScores GetScores()
    {
        var (validity, plausibility) = JudgeChoices();
        return new GqaScores
        {
            Accuracy = _all.Percent,
            Binary = _binary.Percent,
            Open = _open.Percent,
            Validity = validity.Percent,
            Plausibility = plausibility.Percent,
            Consistency = _options.Consistency ? ComputeConsistency().Percent : null,
            Grounding = _options.Attentions is null ? null : _grounding.Percent,
            Distribution = _gold.ChiSquare(_predicted) / 100,
            PerStructuralType = Scores(_structural, StringComparer.Ordinal),
            PerSemanticType = Scores(_semantic, StringComparer.Ordinal),
            PerSteps = Scores(_steps, null),
            PerWords = Scores(_words, null),
            GoldGroups = _gold.ToImmutable(),
            PredictedGroups = _predicted.ToImmutable(),
        };
    }

    private static ImmutableSortedDictionary<TKey, GqaScore> Scores<TKey>(Dictionary<TKey, Tally> tallies, IComparer<TKey>? comparer)
        where TKey : notnull => tallies.ToImmutableSortedDictionary(t => t.Key, t => new GqaScore(t.Value.Percent, t.Value.Count), comparer);

    private static Tally At<TKey>(Dictionary<TKey, Tally> tallies, TKey key)
        where TKey : notnull => tallies.TryGetValue(key, out var tally) ? tally : tallies[key] = new Tally();

    /// <summary>The predictions' own copy of an id: the files of all questions have millions of them, and each names the others it entails.</summary>
    private string Share(string id) => _keys is { } keys && keys.TryGetValue(id, out var own, out _) ? own : id;

    private void AddBalanced(GqaQuestion question, string answer, string predicted, bool isRight)
    {
        var structural = question.Types?.Structural ?? throw Missing(question, "types.structural", "a text");
        var semantic = question.Types.Semantic ?? throw Missing(question, "types.semantic", "a text");
        var detailed = question.Types.Detailed ?? throw Missing(question, "types.detailed", "a text");
        var steps = question.Semantic is null ? throw Missing(question, "semantic", "a program") : GqaQuestionLength.CountSteps(question);
        var grounding = _options.Attentions is null ? 0 : GqaGrounding.Of(question, _options);
        ImmutableArray<string> entailed = _options.Consistency ? question.Entailed ?? throw Missing(question, "entailed", "a list of question ids") : [];

        var score = isRight ? 1.0 : 0.0;
        _all.Add(score);
        At(_words, GqaQuestionLength.CountWords(question)).Add(score);
        At(_steps, steps).Add(score);
        At(_structural, structural).Add(score);
        At(_semantic, semantic).Add(score);
        (structural == "query" ? _open : _binary).Add(score);
        _balanced.Add((Share(question.Id), detailed.Contains("Common", StringComparison.Ordinal)));
        if (_options.Attentions is not null)
        {
            _grounding.Add(grounding);
        }

        if (question.Groups?.Global is { } group)
        {
            _gold.Add(group, answer);
            _predicted.Add(group, predicted);
        }

        entailed = entailed.RemoveAll(id => id == question.Id);
        if (isRight && entailed.Length > 0)
        {
            _implied.Add((Share(question.Id), [.. entailed.Select(Share)]));
        }
    }

    private (Tally Validity, Tally Plausibility) JudgeChoices()
    {
        var (validity, plausibility) = (new Tally(), new Tally());
        foreach (var (id, isCommon) in _balanced)
        {
            var (isValid, isPlausible) = !_hasChoices ? (false, false)
                : !_judged.TryGetValue(id, out var judged) ? throw new InvalidDatasetException(_options.Source, id, null, "The choices of this question are missing.")
                : isCommon && _commonAnswers.Contains(_predictions[id]) ? (true, true)
                : isCommon ? (false, false)
                : judged;
            validity.Add(isValid ? 1 : 0);
            plausibility.Add(isPlausible ? 1 : 0);
        }

        return (validity, plausibility);
    }

    private Tally ComputeConsistency()
    {
        var consistency = new Tally();
        foreach (var (id, entailed) in _implied)
        {
            var right = 0;
            foreach (var other in entailed)
            {
                right += _right.TryGetValue(other, out var isRight)
                    ? isRight ? 1 : 0
                    : throw new InvalidDatasetException(
                        _options.Source, id, "entailed", $"The entailed question {other} was not added; consistency needs the file with all questions, not the balanced ones alone.");
            }

            consistency.Add((double)right / entailed.Length);
        }

        return consistency;
    }

    private InvalidDatasetException Missing(GqaQuestion question, string field, string expected) =>
        new(_options.Source, question.Id, field, $"The field is missing; the official metrics need {expected}.");

    private sealed class Tally
    {
        private double _sum;

        public int Count { get; private set; }

        public double Percent => Count == 0 ? 0 : _sum / Count * 100;

        public void Add(double score)
        {
            _sum += score;
            Count++;
        }
    }
}
