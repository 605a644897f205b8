using System.Collections.Immutable;
using System.Globalization;
using Sdvp.Core.Modules;
using Sdvp.Core.Recording;

namespace Sdvp.Core.Teaching.Adapters;

/// <summary>
/// Lets a teacher of a GQA-like task (one image and a question) label question-answering steps: the step's image, often a crop, and its sub-question pass
/// through. The teacher's distribution is cut to the answers that fit the kind of question and that the student can give.
/// Abstains with the codes <c>wrong-module</c>, <c>failed-step</c>, <c>bad-arguments</c>, <c>unknown-answer</c> and <c>low-confidence</c>.
/// Immutable and thread-safe.
/// </summary>
public sealed class QuestionStepAdapter : IGuessingStepAdapter
{
    private readonly AnswerSpace _students;
    private readonly QuestionStepAdapterOptions _options;
    private readonly string _origin;

    /// <summary>Initialises the adapter.</summary>
    /// <param name="teacher">The teacher; only asked for its interface.</param>
    /// <param name="studentAnswers">Every answer that the student can give.</param>
    /// <param name="options">How labels are made. Default: <see cref="QuestionStepAdapterOptions"/> as they are.</param>
    /// <exception cref="ArgumentException">The teacher does not take exactly one image, or shares too few answers with the student; examples are named.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its range.</exception>
    public QuestionStepAdapter(ITeacher teacher, IEnumerable<string> studentAnswers, QuestionStepAdapterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(studentAnswers);
        StepReader.ThrowIfImagesDiffer(teacher, 1, nameof(QuestionStepAdapter), nameof(teacher));
        _options = options ?? new QuestionStepAdapterOptions();
        StepReader.ThrowIfNotAShare(_options.MinConfidence, nameof(_options.MinConfidence));
        StepReader.ThrowIfNotAShare(_options.MinValidMass, nameof(_options.MinValidMass));
        _students = new AnswerSpace(studentAnswers, _options.Normalizer);
        _students.ThrowIfDisjoint(teacher, _options.MinSharedAnswers, nameof(teacher));
        Name = string.Create(
            CultureInfo.InvariantCulture,
            $"question-1(confidence≥{_options.MinConfidence},mass≥{_options.MinValidMass},{(_options.HardLabels ? "hard" : "soft")},{_options.Weighting})");
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
        return StepReader.TryRead(step, Module, _options.ImageParameter, _options.QuestionParameter, out var image, out var question, out var abstention)
            ? Adaptation<IReadOnlyList<TeacherQuery>>.FromValue([new TeacherQuery([image], question)])
            : abstention;
    }

    /// <inheritdoc/>
    public Adaptation<StepLabel> ToStudent(StepRecord step, TaskExample example, ImmutableArray<TeacherAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Read(step, answers, out var reading) is { } abstention ? abstention : Judge(reading!);
    }

    /// <inheritdoc/>
    public StepLabel? Guess(StepRecord step, TaskExample example, ImmutableArray<TeacherAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Read(step, answers, out var reading) is null && reading!.Known.Count > 0
            ? StepLabel.ForAnswers(Normalized(reading.Known), reading.Confidence, _origin)
            : null;
    }

    private static AnswerDistribution Normalized(Dictionary<string, double> probabilities)
    {
        var sum = probabilities.Values.Sum();
        return new AnswerDistribution(probabilities.Select(p => KeyValuePair.Create(p.Key, p.Value / sum)));
    }

    private Adaptation<StepLabel> Judge(Reading reading)
    {
        if (reading.ValidMass < _options.MinValidMass || reading.Confidence < _options.MinConfidence)
        {
            return new Abstention(
                AbstentionCodes.LowConfidence,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The best answer '{reading.Top}' has {reading.Confidence:0.###} of the {reading.ValidMass:0.###} on answers that fit the question; at least "
                    + $"{_options.MinConfidence} of {_options.MinValidMass} is asked for."));
        }

        if (_students.Find(reading.Top) is not { } top)
        {
            return new Abstention(AbstentionCodes.UnknownAnswer, $"The student cannot give the teacher's answer '{reading.Top}'.");
        }

        var weight = _options.Weighting == LabelWeighting.Confidence ? reading.Confidence : 1.0;
        return StepLabel.ForAnswers(_options.HardLabels ? AnswerDistribution.Certain(top) : Normalized(reading.Known), weight, _origin);
    }

    private Abstention? Read(StepRecord step, ImmutableArray<TeacherAnswer> answers, out Reading? reading)
    {
        reading = null;
        if (!StepReader.TryRead(step, Module, _options.ImageParameter, _options.QuestionParameter, out _, out var question, out var abstention))
        {
            return abstention;
        }

        StepReader.ThrowIfAnswersDiffer(answers.Length, 1);
        var distribution = answers[0].Distribution;
        var kind = _options.KindOf(question);
        var valid = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (answer, probability) in distribution.Answers)
        {
            var normal = _options.Normalizer.Normalize(answer);
            if (probability > 0 && IsValid(kind, question, normal))
            {
                valid[normal] = valid.GetValueOrDefault(normal) + probability;
            }
        }

        if (valid.Count == 0)
        {
            return new Abstention(AbstentionCodes.LowConfidence, $"The teacher gave no probability to any answer that fits '{question}' ({kind}).");
        }

        var mass = valid.Values.Sum();
        var (top, best) = valid.MaxBy(v => v.Value);
        var known = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (normal, probability) in valid)
        {
            if (_students.Find(normal) is { } answer)
            {
                known[answer] = known.GetValueOrDefault(answer) + probability;
            }
        }

        reading = new Reading(top, best / mass, mass, known);
        return null;
    }

    private static bool IsValid(QuestionKind kind, string question, string normalAnswer) => kind switch
    {
        QuestionKind.YesNo => normalAnswer is "yes" or "no",
        QuestionKind.Count => normalAnswer.Length > 0 && normalAnswer.All(char.IsAsciiDigit),
        QuestionKind.Choice => QuestionKinds.IsAlternative(question, normalAnswer),
        _ => normalAnswer.Length > 0,
    };

    private sealed record Reading(string Top, double Confidence, double ValidMass, Dictionary<string, double> Known);
}
