using System.Text.RegularExpressions;
using Sdvp.Core.Values;

namespace Sdvp.Core.Teaching.Adapters;

/// <summary>
/// Puts what a step claims in the terms of a teacher: as a question about one image for a GQA-like teacher, as a statement about a pair for an NLVR2-like one.
/// </summary>
internal sealed partial class StepQueries
{
    private readonly string _template;
    private readonly StatementStepAdapterOptions _pairs;
    private readonly bool _takesPairs;

    /// <exception cref="ArgumentException">The teacher takes neither one image nor two, does not know yes and no, or the template lacks a placeholder.</exception>
    public StepQueries(ITeacher teacher, ClaimTemplates templates, AnswerNormalizer normalizer, IReadOnlyList<string> placeholders, string adapter)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        if (teacher.ImagesPerQuery is not (1 or 2))
        {
            throw new ArgumentException(
                $"{adapter} puts queries with one image, or with two for a teacher of pairs, but the teacher takes {teacher.ImagesPerQuery}.", nameof(teacher));
        }

        AnswerSpace.ThrowIfNotBinary(teacher, normalizer, nameof(teacher));
        _takesPairs = teacher.ImagesPerQuery == 2;
        _template = _takesPairs ? templates.Statement : templates.Question;
        _pairs = templates.Pairs;
        foreach (var name in placeholders.Where(p => !Placeholders().Matches(_template).Any(m => m.Groups["name"].Value == p)))
        {
            throw new ArgumentException($"The text '{_template}' has no place for the step's {name}; write {{{name}}} or {{a {name}}} in it.", nameof(templates));
        }
    }

    /// <summary>The template in force, for names of adapters.</summary>
    public string Template => $"{_template}{(_takesPairs ? $",{_pairs.PairWith}" : "")}";

    /// <summary>Makes a query, or says why there is none.</summary>
    public Adaptation<TeacherQuery> Create(ImageValue image, TaskExample example, Func<string, string> valueOf)
    {
        var text = Placeholders().Replace(_template, place =>
        {
            var value = valueOf(place.Groups["name"].Value);
            return place.Groups["article"].Success ? EnglishNouns.WithArticle(value) : value;
        });
        if (!_takesPairs)
        {
            return new TeacherQuery([image], text);
        }

        if (_pairs.AbstainOnCrops && image.Box != image.Root.Bounds)
        {
            return new Abstention(AbstentionCodes.Crop, $"The step's image is the part {image.Box} of an input; the teacher judges whole images.");
        }

        return ImagePair.Create(image, example, _pairs) is { } pair
            ? new TeacherQuery(pair.Images, pair.Template.Replace("{statement}", text, StringComparison.Ordinal))
            : new Abstention(AbstentionCodes.UnknownImage, $"The step's image is part of neither {_pairs.LeftInput} nor {_pairs.RightInput} of the example '{example.Id}'.");
    }

    [GeneratedRegex(@"\{(?<article>a )?(?<name>\w+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholders();
}
