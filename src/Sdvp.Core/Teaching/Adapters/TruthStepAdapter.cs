using System.Collections.Immutable;
using System.Globalization;
using Sdvp.Core.Modules;
using Sdvp.Core.Recording;
using Sdvp.Core.Values;

namespace Sdvp.Core.Teaching.Adapters;

/// <summary>
/// Lets a teacher label steps that say whether something is so of an image: <c>exists</c>, <c>verify_property</c>. What the step claims is put as a question to a
/// teacher of one image, or as a statement to a teacher of pairs; the label is a distribution over the student's yes and no.
/// Abstains with the codes <c>wrong-module</c>, <c>failed-step</c>, <c>bad-arguments</c>, <c>low-confidence</c>, and with a teacher of pairs <c>crop</c> and
/// <c>unknown-image</c>. Immutable and thread-safe.
/// </summary>
public sealed class TruthStepAdapter : IGuessingStepAdapter
{
    private readonly TruthStepAdapterOptions _options;
    private readonly StepQueries _queries;
    private readonly string _yes;
    private readonly string _no;
    private readonly string _origin;

    /// <summary>Initialises the adapter.</summary>
    /// <param name="teacher">The teacher; only asked for its interface.</param>
    /// <param name="studentAnswers">Every answer that the student can give; yes and no, or true and false, are among them.</param>
    /// <param name="options">What is labelled, and how.</param>
    /// <exception cref="ArgumentException">The teacher takes neither one image nor two, teacher or student cannot say yes and no, or a template has no place for a text.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its range.</exception>
    public TruthStepAdapter(ITeacher teacher, IEnumerable<string> studentAnswers, TruthStepAdapterOptions options)
    {
        ArgumentNullException.ThrowIfNull(studentAnswers);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(options.Module);
        StepReader.ThrowIfNotAShare(options.MinConfidence, nameof(options.MinConfidence));
        _options = options;
        _queries = new StepQueries(teacher, options.Templates, options.Normalizer, options.TextParameters, nameof(TruthStepAdapter));
        var students = new AnswerSpace(studentAnswers, options.Normalizer);
        _yes = students.Find("yes") ?? throw CannotSay("yes", students.Count, nameof(studentAnswers));
        _no = students.Find("no") ?? throw CannotSay("no", students.Count, nameof(studentAnswers));
        Name = string.Create(
            CultureInfo.InvariantCulture, $"truth-1({_queries.Template},confidence≥{options.MinConfidence},{(options.HardLabels ? "hard" : "soft")},{options.Weighting})");
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

        var query = _queries.Create(image!, example, name => texts[name]);
        return query.HasValue ? Adaptation<IReadOnlyList<TeacherQuery>>.FromValue([query.Value]) : query.Abstention;
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

    private static ArgumentException CannotSay(string answer, int count, string parameterName) => new(
        $"The student must know yes and no, or true and false, but among its {count} answers there is no '{answer}'.", parameterName);

    private AnswerDistribution? Judge(StepRecord step, ImmutableArray<TeacherAnswer> answers, out Abstention? abstention)
    {
        abstention = Read(step, out _, out _);
        if (abstention is not null)
        {
            return null;
        }

        StepReader.ThrowIfAnswersDiffer(answers.Length, 1);
        if (AnswerSpace.ProbabilityOfYes(answers[0].Distribution, _options.Normalizer) is not { } yes)
        {
            abstention = new Abstention(AbstentionCodes.LowConfidence, "The teacher gave neither yes nor no any probability.");
            return null;
        }

        return new AnswerDistribution([new(_yes, yes), new(_no, 1 - yes)]);
    }

    private Abstention? Read(StepRecord step, out ImageValue? image, out Dictionary<string, string> texts)
    {
        texts = new Dictionary<string, string>(StringComparer.Ordinal);
        image = null;
        foreach (var parameter in _options.TextParameters)
        {
            if (!StepReader.TryRead(step, Module, _options.ImageParameter, parameter, out image, out var text, out var abstention))
            {
                return abstention;
            }

            texts[parameter] = text;
        }

        return null;
    }
}
