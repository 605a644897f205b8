using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sdvp.Core.Modules;
using Sdvp.Core.Recording;

namespace Sdvp.Core.Teaching.Adapters;

/// <summary>
/// Lets a teacher of an NLVR2-like task (two images and a statement, true or false) label question-answering steps on one of the images: the question is
/// rewritten as a statement, or as one statement for each possible answer, and the probabilities of truth become a distribution over the student's answers.
/// Abstains with the codes <c>wrong-module</c>, <c>failed-step</c>, <c>bad-arguments</c>, <c>crop</c>, <c>unknown-image</c>, <c>not-a-statement</c> and
/// <c>low-confidence</c>. Immutable and thread-safe.
/// </summary>
public sealed class StatementStepAdapter : IGuessingStepAdapter
{
    private readonly StatementStepAdapterOptions _options;
    private readonly StatementRewriter _rewriter;
    private readonly AnswerSpace _students;
    private readonly string _origin;

    /// <summary>Initialises the adapter.</summary>
    /// <param name="teacher">The teacher; only asked for its interface.</param>
    /// <param name="studentAnswers">Every answer that the student can give.</param>
    /// <param name="options">How labels are made. Default: <see cref="StatementStepAdapterOptions"/> as they are.</param>
    /// <exception cref="ArgumentException">
    /// The teacher does not take exactly two images or does not know true and false, a rule is not valid, or the student knows neither yes and no nor a candidate.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its range.</exception>
    public StatementStepAdapter(ITeacher teacher, IEnumerable<string> studentAnswers, StatementStepAdapterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(studentAnswers);
        StepReader.ThrowIfImagesDiffer(teacher, 2, nameof(StatementStepAdapter), nameof(teacher));
        _options = options ?? new StatementStepAdapterOptions();
        AnswerSpace.ThrowIfNotBinary(teacher, _options.Normalizer, nameof(teacher));
        StepReader.ThrowIfNotAShare(_options.MinConfidence, nameof(_options.MinConfidence));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaxCount, 1, nameof(_options.MaxCount));
        _students = new AnswerSpace(studentAnswers, _options.Normalizer);
        _rewriter = new StatementRewriter(_options, _students);
        ThrowIfNothingToLabel();
        Name = $"statement-1({_options.PairWith},{_options.Weighting},{ComputeOptionsId(_options)})";
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
        if (!StepReader.TryRead(step, Module, _options.ImageParameter, _options.QuestionParameter, out var image, out var question, out var abstention))
        {
            return abstention;
        }

        if (_options.AbstainOnCrops && image.Box != image.Root.Bounds)
        {
            return new Abstention(AbstentionCodes.Crop, $"The step's image is the part {image.Box} of an input; the teacher judges whole images.");
        }

        if (ImagePair.Create(image, example, _options) is not { } pair)
        {
            return new Abstention(AbstentionCodes.UnknownImage, $"The step's image is part of neither {_options.LeftInput} nor {_options.RightInput} of the example '{example.Id}'.");
        }

        if (_rewriter.Rewrite(question) is not { } set)
        {
            return NotAStatement(question);
        }

        return set.Statements.Select(s => new TeacherQuery(pair.Images, pair.Template.Replace("{statement}", s.Statement, StringComparison.Ordinal))).ToArray();
    }

    /// <inheritdoc/>
    public Adaptation<StepLabel> ToStudent(StepRecord step, TaskExample example, ImmutableArray<TeacherAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Read(step, answers, out var abstention) is { } distribution
            ? SureLabel.Create(distribution, _options.MinConfidence, _options.Weighting, _options.HardLabels, _origin)
            : abstention!;
    }

    /// <inheritdoc/>
    public StepLabel? Guess(StepRecord step, TaskExample example, ImmutableArray<TeacherAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Read(step, answers, out _) is { } distribution ? StepLabel.ForAnswers(distribution, distribution.Confidence, _origin) : null;
    }

    private static Abstention NotAStatement(string question) =>
        new(AbstentionCodes.NotAStatement, $"No rule turns '{question}' into statements about answers that the student can give.");

    // Everything that changes queries or labels belongs to the identity, and rules and candidates are too long to be spelled out.
    private static string ComputeOptionsId(StatementStepAdapterOptions options)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {string.Join('\n', options.Rules)}
            {string.Join('\n', options.Candidates.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key}={string.Join('|', c.Value)}"))}
            {options.MaxCount} {options.NumbersAsWords} {options.SingularForOne} {options.AbstainOnCrops} {options.UseOdds} {options.MinConfidence} {options.HardLabels}
            {options.LeftInput} {options.RightInput} {options.LeftStatement} {options.RightStatement}
            """);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
    }

    private void ThrowIfNothingToLabel()
    {
        var canSayYesOrNo = _students.Find("yes") is not null && _students.Find("no") is not null;
        var canCount = Enumerable.Range(0, _options.MaxCount + 1).Count(n => _students.Find(n) is not null) > 1;
        var canChoose = _options.Candidates.Values.Any(list => list.Count(c => _students.Find(c) is not null) > 1);
        if (!canSayYesOrNo && !canCount && !canChoose)
        {
            throw new ArgumentException(
                $"Of its {_students.Count} answers the student has neither yes and no, nor two numbers up to {_options.MaxCount}, nor two candidates of one list, so "
                + "that no statement could label it. Give the student's answers in a spelling that the normaliser knows, or candidates that it can answer.",
                "studentAnswers");
        }
    }

    private AnswerDistribution? Read(StepRecord step, ImmutableArray<TeacherAnswer> answers, out Abstention? abstention)
    {
        if (!StepReader.TryRead(step, Module, _options.ImageParameter, _options.QuestionParameter, out _, out var question, out abstention))
        {
            return null;
        }

        if (_rewriter.Rewrite(question) is not { } set)
        {
            abstention = NotAStatement(question);
            return null;
        }

        StepReader.ThrowIfAnswersDiffer(answers.Length, set.Statements.Length);
        var truths = answers.Select(a => AnswerSpace.ProbabilityOfYes(a.Distribution, _options.Normalizer) ?? 0.5).ToArray();
        return set.Kind == StatementRuleKind.YesNo
            ? new AnswerDistribution([new(set.Statements[0].Answer, truths[0]), new(_students.Find("no")!, 1 - truths[0])])
            : Combine(set, truths);
    }

    private AnswerDistribution Combine(StatementSet set, double[] truths)
    {
        // Bounded away from 0 and 1, so that one certain statement cannot make the odds infinite.
        var scores = truths.Select(p => Math.Clamp(p, 1e-6, 1 - 1e-6)).Select(p => _options.UseOdds ? p / (1 - p) : p).ToArray();
        var sum = scores.Sum();
        return new AnswerDistribution(set.Statements.Select((s, i) => KeyValuePair.Create(s.Answer, scores[i] / sum)));
    }
}
