using System.Collections.Immutable;
using System.Globalization;
using Sdvp.Core.Modules;
using Sdvp.Core.Recording;
using Sdvp.Core.Values;

namespace Sdvp.Core.Teaching.Adapters;

/// <summary>
/// Lets a teacher label steps that weigh texts against an image: the teacher is asked for each text whether it fits, and the label is a distribution over the
/// step's own texts. Works with teachers of one image and of pairs.
/// Abstains with the codes <c>wrong-module</c>, <c>failed-step</c>, <c>bad-arguments</c> (fewer than two texts, or one twice), <c>too-many-texts</c>,
/// <c>low-confidence</c>, and with a teacher of pairs <c>crop</c> and <c>unknown-image</c>. Immutable and thread-safe.
/// </summary>
public sealed class MatchStepAdapter : IGuessingStepAdapter
{
    private readonly MatchStepAdapterOptions _options;
    private readonly StepQueries _queries;
    private readonly string _origin;

    /// <summary>Initialises the adapter.</summary>
    /// <param name="teacher">The teacher; only asked for its interface.</param>
    /// <param name="options">How labels are made. Default: <see cref="MatchStepAdapterOptions"/> as they are.</param>
    /// <exception cref="ArgumentException">The teacher takes neither one image nor two or does not know yes and no, or the template has no place for the text.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its range.</exception>
    public MatchStepAdapter(ITeacher teacher, MatchStepAdapterOptions? options = null)
    {
        _options = options ?? new MatchStepAdapterOptions();
        StepReader.ThrowIfNotAShare(_options.MinConfidence, nameof(_options.MinConfidence));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaxTexts, 2, nameof(_options.MaxTexts));
        _queries = new StepQueries(teacher, _options.Templates, _options.Normalizer, ["text"], nameof(MatchStepAdapter));
        Name = string.Create(
            CultureInfo.InvariantCulture,
            $"match-1({_queries.Template},≤{_options.MaxTexts},confidence≥{_options.MinConfidence},{(_options.UseOdds ? "odds" : "shares")},{(_options.HardLabels ? "hard" : "soft")},{_options.Weighting})");
        _origin = $"{Name}@{teacher.Version.Id}";
    }

    /// <inheritdoc/>
    public string Module => _options.Module;

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public Adaptation<IReadOnlyList<TeacherQuery>> ToTeacher(StepRecord step, TaskExample example)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(example);
        if (Read(step, out var image, out var texts) is { } abstention)
        {
            return abstention;
        }

        var queries = new List<TeacherQuery>(texts.Length);
        foreach (var text in texts)
        {
            var query = _queries.Create(image!, example, _ => text);
            if (!query.HasValue)
            {
                return query.Abstention;
            }

            queries.Add(query.Value);
        }

        return queries;
    }

    /// <inheritdoc/>
    public Adaptation<StepLabel> ToStudent(StepRecord step, TaskExample example, ImmutableArray<TeacherAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Judge(step, answers, out var abstention) is { } distribution
            ? SureLabel.Create(distribution, _options.MinConfidence, _options.Weighting, _options.HardLabels, _origin)
            : abstention!;
    }

    /// <inheritdoc/>
    public StepLabel? Guess(StepRecord step, TaskExample example, ImmutableArray<TeacherAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Judge(step, answers, out _) is { } distribution ? StepLabel.ForAnswers(distribution, distribution.Confidence, _origin) : null;
    }

    private AnswerDistribution? Judge(StepRecord step, ImmutableArray<TeacherAnswer> answers, out Abstention? abstention)
    {
        abstention = Read(step, out _, out var texts);
        if (abstention is not null)
        {
            return null;
        }

        StepReader.ThrowIfAnswersDiffer(answers.Length, texts.Length);
        // Bounded away from 0 and 1, so that one certain claim cannot make the odds infinite; a teacher that knows nothing of a text gives it even odds.
        var scores = answers.Select(a => Math.Clamp(AnswerSpace.ProbabilityOfYes(a.Distribution, _options.Normalizer) ?? 0.5, 1e-6, 1 - 1e-6))
            .Select(p => _options.UseOdds ? p / (1 - p) : p).ToArray();
        var sum = scores.Sum();
        return new AnswerDistribution(texts.Select((text, i) => KeyValuePair.Create(text, scores[i] / sum)));
    }

    private Abstention? Read(StepRecord step, out ImageValue? image, out ImmutableArray<string> texts)
    {
        (image, texts) = (null, []);
        if (!string.Equals(step.Module, Module, StringComparison.Ordinal))
        {
            return new Abstention(AbstentionCodes.WrongModule, $"The step called {step.Module}; this adapter serves {Module}.");
        }

        if (step.Error is not null)
        {
            return new Abstention(AbstentionCodes.FailedStep, $"The step failed: {step.Error}");
        }

        image = step.Arguments.GetValueOrDefault(_options.ImageParameter) as ImageValue;
        if (image is null || step.Arguments.GetValueOrDefault(_options.TextsParameter) is not ListValue list || !list.Items.All(i => i is TextValue))
        {
            return new Abstention(AbstentionCodes.BadArguments, $"The adapter reads an image '{_options.ImageParameter}' and a list of texts '{_options.TextsParameter}'.");
        }

        texts = [.. list.Items.Cast<TextValue>().Select(t => t.Text)];
        return texts.Length < 2 || texts.Distinct(StringComparer.Ordinal).Count() < texts.Length || texts.Any(string.IsNullOrWhiteSpace)
            ? new Abstention(AbstentionCodes.BadArguments, $"The step has the texts {string.Join(", ", texts.Select(t => $"'{t}'"))}; expected are two or more, none empty and none twice.")
            : texts.Length > _options.MaxTexts
                ? new Abstention(AbstentionCodes.TooManyTexts, $"The step has {texts.Length} texts; at most {_options.MaxTexts} are put to the teacher.")
                : null;
    }
}
