using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Sdvp.Core.Values;
using Sdvp.Samples.Scenes.World;

namespace Sdvp.Samples.Scenes.Questions;

/// <summary>A question that one VQA step asks about one image. Prints to text and is read back from it, so that gold answers of executed steps are known.</summary>
/// <param name="Kind">What is asked for.</param>
/// <param name="Query">Which objects the question is about.</param>
/// <param name="Attribute">The attribute asked for; null where the kind has none.</param>
/// <param name="Value">The value verified, or the first choice.</param>
/// <param name="Alternative">The second choice.</param>
public sealed record StepQuestion(StepQuestionKind Kind, ObjectQuery Query, string? Attribute = null, string? Value = null, string? Alternative = null)
{
    /// <summary>The text of the question.</summary>
    public string Text => Kind switch
    {
        StepQuestionKind.Query => $"what {Attribute} is the {Query.Text}?",
        StepQuestionKind.Verify => $"is the {Query.Text} {WithArticle(Value!)}?",
        StepQuestionKind.Choose => $"is the {Query.Text} {WithArticle(Value!)} or {WithArticle(Alternative!)}?",
        StepQuestionKind.Exist => $"is there a {Query.Text}?",
        StepQuestionKind.Count => $"how many {Query.PluralText} are there?",
        StepQuestionKind.Where => $"where is the {Query.Text}?",
        StepQuestionKind.Name => $"what is the {Query.Text} called?",
        _ => throw new InvalidOperationException($"The kind {Kind} has no text."),
    };

    /// <summary>Reads a question from its text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="question">The question.</param>
    /// <returns>False where the text is no question of this world.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out StepQuestion? question)
    {
        ArgumentNullException.ThrowIfNull(text);
        question = Parse(text.TrimEnd('?', ' '));
        return question is not null;
    }

    /// <summary>The true answer, from what is known of the scene.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="region">The part of it that the step sees, in pixels.</param>
    /// <returns>The answer; null where the question has none there (no or several objects fit, too many to count).</returns>
    public string? AnswerFor(Scene scene, PixelBox region)
    {
        ArgumentNullException.ThrowIfNull(scene);
        var found = scene.VisibleIn(region).Where(Query.Matches).ToImmutableArray();
        return Kind switch
        {
            StepQuestionKind.Exist => found.IsEmpty ? "no" : "yes",
            StepQuestionKind.Count => found.Length > SceneVocabulary.MaxCount ? null : found.Length.ToString(CultureInfo.InvariantCulture),
            _ when found.Length != 1 => null,
            StepQuestionKind.Query => found[0].ValueOf(Attribute!),
            StepQuestionKind.Verify => found[0].ValueOf(Attribute!) == Value ? "yes" : "no",
            StepQuestionKind.Choose => found[0].ValueOf(Attribute!) is var actual && (actual == Value || actual == Alternative) ? actual : null,
            StepQuestionKind.Where => QuadrantOf(found[0], region),
            StepQuestionKind.Name => found[0].Name,
            _ => null,
        };
    }

    private static string QuadrantOf(SceneObject item, PixelBox region)
    {
        var isRight = 2 * (item.CenterX - region.Left) >= region.Width;
        var isBottom = 2 * (item.CenterY - region.Top) >= region.Height;
        return SceneVocabulary.Quadrants[(isBottom ? 2 : 0) + (isRight ? 1 : 0)];
    }

    private static string WithArticle(string value) => SceneVocabulary.Shapes.Contains(value) ? $"a {value}" : value;

    private static StepQuestion? Parse(string text)
    {
        if (Strip(text, "is there a ", "") is { } existing && ObjectQuery.TryParse(existing, out var query))
        {
            return new StepQuestion(StepQuestionKind.Exist, query);
        }

        if (Strip(text, "how many ", " are there") is { } counted && ObjectQuery.TryParse(counted, out query))
        {
            return new StepQuestion(StepQuestionKind.Count, query);
        }

        if (Strip(text, "where is the ", "") is { } located && ObjectQuery.TryParse(located, out query))
        {
            return new StepQuestion(StepQuestionKind.Where, query);
        }

        if (Strip(text, "what is the ", " called") is { } named && ObjectQuery.TryParse(named, out query))
        {
            return new StepQuestion(StepQuestionKind.Name, query);
        }

        foreach (var attribute in ObjectQuery.Attributes)
        {
            if (Strip(text, $"what {attribute} is the ", "") is { } asked && ObjectQuery.TryParse(asked, out query))
            {
                return new StepQuestion(StepQuestionKind.Query, query, attribute);
            }
        }

        return Strip(text, "is the ", "") is { } claim ? ParseClaim(claim) : null;
    }

    /// <summary>Reads what follows "is the": a description and one value, or two values joined by "or".</summary>
    private static StepQuestion? ParseClaim(string claim)
    {
        var parts = claim.Split(" or ");
        var (head, value) = SplitValue(parts[0]);
        var attribute = AttributeOf(value);
        if (attribute is null || parts.Length > 2 || !ObjectQuery.TryParse(head, out var query))
        {
            return null;
        }

        if (parts.Length == 1)
        {
            return new StepQuestion(StepQuestionKind.Verify, query, attribute, value);
        }

        var alternative = parts[1].StartsWith("a ", StringComparison.Ordinal) ? parts[1][2..] : parts[1];
        return AttributeOf(alternative) == attribute
            ? new StepQuestion(StepQuestionKind.Choose, query, attribute, value, alternative)
            : null;
    }

    private static (string Head, string Value) SplitValue(string text)
    {
        var at = text.LastIndexOf(' ');
        if (at < 0)
        {
            return ("", text);
        }

        var head = text[..at];
        return (head.EndsWith(" a", StringComparison.Ordinal) ? head[..^2] : head, text[(at + 1)..]);
    }

    private static string? AttributeOf(string value) => ObjectQuery.Attributes.FirstOrDefault(a => SceneVocabulary.ValuesOf(a).Contains(value));

    private static string? Strip(string text, string prefix, string suffix) =>
        text.Length > prefix.Length + suffix.Length && text.StartsWith(prefix, StringComparison.Ordinal) && text.EndsWith(suffix, StringComparison.Ordinal)
            ? text[prefix.Length..^suffix.Length]
            : null;
}
