using System.Collections.Immutable;
using System.Globalization;
using Sdvp.Core.Recording;
using Sdvp.Core.Values;

namespace Sdvp.Core.Teaching.Adapters;

/// <summary>
/// Lets a teacher that answers yes/no questions about one image label locating steps: each region that the step considered is cut out, and the teacher is asked
/// whether the object is there. Abstains with the codes <c>wrong-module</c>, <c>failed-step</c>, <c>bad-arguments</c>, <c>special-object</c>,
/// <c>no-proposals</c>, <c>low-confidence</c> (where no region is sure) and, with a teacher of pairs, <c>unknown-image</c>. Immutable and thread-safe.
/// </summary>
public sealed class RegionStepAdapter : IGuessingStepAdapter
{
    private const string Placeholder = "{object}";
    private const string PlaceholderWithArticle = "{a object}";

    private readonly RegionStepAdapterOptions _options;
    private readonly string _origin;

    /// <summary>Initialises the adapter.</summary>
    /// <param name="teacher">The teacher; only asked for its interface.</param>
    /// <param name="options">How labels are made. Default: <see cref="RegionStepAdapterOptions"/> as they are.</param>
    /// <exception cref="ArgumentException">
    /// The teacher does not take exactly one image (two, where the options say how pairs are made) or does not know yes and no, or the question or statement has no
    /// place for the object.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its range.</exception>
    public RegionStepAdapter(ITeacher teacher, RegionStepAdapterOptions? options = null)
    {
        _options = options ?? new RegionStepAdapterOptions();
        StepReader.ThrowIfImagesDiffer(teacher, _options.Pairs is null ? 1 : 2, nameof(RegionStepAdapter), nameof(teacher));
        AnswerSpace.ThrowIfNotBinary(teacher, _options.Normalizer, nameof(teacher));
        StepReader.ThrowIfNotAShare(_options.MinConfidence, nameof(_options.MinConfidence));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.TopProposals, 1, nameof(_options.TopProposals));
        if (!(_options.Expansion >= 1) || double.IsInfinity(_options.Expansion))
        {
            throw new ArgumentOutOfRangeException(nameof(options), _options.Expansion, "Expansion is a finite factor of at least 1.");
        }

        if (!Template.Contains(Placeholder, StringComparison.Ordinal) && !Template.Contains(PlaceholderWithArticle, StringComparison.Ordinal))
        {
            throw new ArgumentException($"The text '{Template}' has no place for the object; write {Placeholder} or {PlaceholderWithArticle} in it.", nameof(options));
        }

        Name = string.Create(
            CultureInfo.InvariantCulture,
            $"region-1({Template}{(_options.Pairs is { } pairs ? $",{pairs.PairWith},{pairs.LeftStatement},{pairs.RightStatement}" : "")},top{_options.TopProposals},×{_options.Expansion},confidence≥{_options.MinConfidence},{(_options.KeepUnsureRegions ? "keep" : "drop")},{_options.Weighting})");
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
        if (Select(step, out var image, out var wanted, out var boxes) is { } abstention)
        {
            return abstention;
        }

        var text = Template
            .Replace(PlaceholderWithArticle, EnglishNouns.WithArticle(wanted), StringComparison.Ordinal)
            .Replace(Placeholder, wanted, StringComparison.Ordinal);
        var crops = boxes.Select(box => image!.Crop(Expand(box)));
        return _options.Pairs is { } pairs ? Pair(crops, text, example, pairs) : crops.Select(crop => new TeacherQuery([crop], text)).ToArray();
    }

    private string Template => _options.Pairs is null ? _options.Question : _options.Statement;

    private static Adaptation<IReadOnlyList<TeacherQuery>> Pair(IEnumerable<ImageValue> crops, string text, TaskExample example, StatementStepAdapterOptions options)
    {
        var queries = new List<TeacherQuery>();
        foreach (var crop in crops)
        {
            if (ImagePair.Create(crop, example, options) is not { } pair)
            {
                return new Abstention(AbstentionCodes.UnknownImage, $"The step's image is part of neither {options.LeftInput} nor {options.RightInput} of the example '{example.Id}'.");
            }

            queries.Add(new TeacherQuery(pair.Images, pair.Template.Replace("{statement}", text, StringComparison.Ordinal)));
        }

        return queries;
    }

    /// <inheritdoc/>
    public Adaptation<StepLabel> ToStudent(StepRecord step, TaskExample example, ImmutableArray<TeacherAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (Judge(step, answers, _options.MinConfidence, out var regions) is { } abstention)
        {
            return abstention;
        }

        if (regions.All(r => r.Weight == 0))
        {
            return new Abstention(AbstentionCodes.LowConfidence, string.Create(
                CultureInfo.InvariantCulture, $"The teacher is surer than {_options.MinConfidence} about none of the {answers.Length} regions."));
        }

        return StepLabel.ForRegions(_options.KeepUnsureRegions ? regions : [.. regions.Where(r => r.Weight > 0)], 1.0, _origin);
    }

    /// <inheritdoc/>
    public StepLabel? Guess(StepRecord step, TaskExample example, ImmutableArray<TeacherAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Judge(step, answers, 0, out var regions) is null ? StepLabel.ForRegions(regions, 1.0, _origin) : null;
    }

    private Abstention? Judge(StepRecord step, ImmutableArray<TeacherAnswer> answers, double minConfidence, out ImmutableArray<RegionLabel> regions)
    {
        regions = [];
        if (Select(step, out _, out _, out var boxes) is { } abstention)
        {
            return abstention;
        }

        StepReader.ThrowIfAnswersDiffer(answers.Length, boxes.Count);
        regions = [.. boxes.Zip(answers, (box, answer) => Judge(box, answer, minConfidence))];
        return null;
    }

    private RegionLabel Judge(PixelBox box, TeacherAnswer answer, double minConfidence)
    {
        // A teacher that gave neither yes nor no any probability knows nothing of this region.
        if (AnswerSpace.ProbabilityOfYes(answer.Distribution, _options.Normalizer) is not { } yes)
        {
            return new RegionLabel(box, 0, 0);
        }

        var confidence = Math.Max(yes, 1 - yes);
        return new RegionLabel(box, yes, confidence < minConfidence ? 0 : _options.Weighting == LabelWeighting.Confidence ? confidence : 1);
    }

    private Abstention? Select(StepRecord step, out ImageValue? image, out string wanted, out List<PixelBox> boxes)
    {
        boxes = [];
        wanted = "";
        if (!StepReader.TryRead(step, Module, _options.ImageParameter, _options.ObjectParameter, out image, out var text, out var abstention))
        {
            return abstention;
        }

        wanted = text;
        if (_options.SpecialObjects.Contains(text.Trim()))
        {
            return new Abstention(AbstentionCodes.SpecialObject, $"'{text}' names a part of the image.");
        }

        var bounds = new PixelBox(0, 0, image.Width, image.Height);
        boxes.AddRange(step.Proposals.Take(_options.TopProposals).Select(r => r.Box).Where(box => !box.Intersect(bounds).IsEmpty));
        return boxes.Count > 0 ? null : new Abstention(AbstentionCodes.NoProposals, $"The step recorded no region for '{text}' inside its image.");
    }

    private PixelBox Expand(PixelBox box)
    {
        var x = (int)Math.Round(box.Width * (_options.Expansion - 1) / 2, MidpointRounding.AwayFromZero);
        var y = (int)Math.Round(box.Height * (_options.Expansion - 1) / 2, MidpointRounding.AwayFromZero);
        return new PixelBox(box.Left - x, box.Top - y, box.Right + x, box.Bottom + y);
    }
}
