using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Sdvp.Samples.Scenes.World;

namespace Sdvp.Samples.Scenes.Questions;

/// <summary>A description of objects, such as "large red star": the attributes that are said; null for those that are not.</summary>
/// <param name="Size">A size, or null.</param>
/// <param name="Pattern">A pattern, or null.</param>
/// <param name="Color">A colour, or null.</param>
/// <param name="Shape">A shape, or null for "thing".</param>
public sealed record ObjectQuery(string? Size = null, string? Pattern = null, string? Color = null, string? Shape = null)
{
    /// <summary>The attributes in the order in which they are said.</summary>
    public static ImmutableArray<string> Attributes { get; } = ["size", "pattern", "color", "shape"];

    /// <summary>The description in the singular.</summary>
    public string Text => string.Join(' ', Words(Shape ?? "thing"));

    /// <summary>The description in the plural.</summary>
    public string PluralText => string.Join(' ', Words(Shape switch { null => "things", "cross" => "crosses", _ => Shape + "s" }));

    /// <summary>Describes an object by some of its attributes.</summary>
    /// <param name="item">The object.</param>
    /// <param name="attributes">The attributes to say.</param>
    /// <returns>The description.</returns>
    public static ObjectQuery Of(SceneObject item, params ReadOnlySpan<string> attributes)
    {
        ArgumentNullException.ThrowIfNull(item);
        var query = new ObjectQuery();
        foreach (var attribute in attributes)
        {
            query = query.With(attribute, item.ValueOf(attribute));
        }

        return query;
    }

    /// <summary>This description with an attribute said.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="value">Its value; null to leave it unsaid.</param>
    /// <returns>The description.</returns>
    public ObjectQuery With(string attribute, string? value) => attribute switch
    {
        "size" => this with { Size = value },
        "pattern" => this with { Pattern = value },
        "color" => this with { Color = value },
        "shape" => this with { Shape = value },
        _ => throw new ArgumentException($"'{attribute}' is no attribute; expected is one of {string.Join(", ", Attributes)}.", nameof(attribute)),
    };

    /// <summary>The value said of an attribute.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <returns>The value; null where it is not said.</returns>
    public string? ValueOf(string attribute) => attribute switch
    {
        "size" => Size,
        "pattern" => Pattern,
        "color" => Color,
        "shape" => Shape,
        _ => throw new ArgumentException($"'{attribute}' is no attribute; expected is one of {string.Join(", ", Attributes)}.", nameof(attribute)),
    };

    /// <summary>Whether an object fits the description.</summary>
    /// <param name="item">The object.</param>
    /// <returns>True where everything said is true of it.</returns>
    public bool Matches(SceneObject item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return (Size is null || Size == item.Size) && (Pattern is null || Pattern == item.Pattern)
            && (Color is null || Color == item.Color) && (Shape is null || Shape == item.Shape);
    }

    /// <summary>Reads a description, in the singular or the plural.</summary>
    /// <param name="text">The text, such as <c>large red stars</c>.</param>
    /// <param name="query">The description.</param>
    /// <returns>False where a word is unknown, stands twice or in another order.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out ObjectQuery? query)
    {
        ArgumentNullException.ThrowIfNull(text);
        query = null;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var result = new ObjectQuery();
        for (var i = 0; i < words.Length; i++)
        {
            var word = i == words.Length - 1 ? Singular(words[i]) : words[i];
            var attribute = Attributes.FirstOrDefault(a => SceneVocabulary.ValuesOf(a).Contains(word));
            if (attribute is null)
            {
                if (i != words.Length - 1 || word != "thing")
                {
                    return false;
                }

                break;
            }

            if (result.ValueOf(attribute) is not null)
            {
                return false;
            }

            result = result.With(attribute, word);
        }

        if (result.Text != string.Join(' ', words[..^1].Append(Singular(words[^1]))))
        {
            return false;
        }

        query = result;
        return true;
    }

    private static string Singular(string word) => word switch
    {
        "things" => "thing",
        "crosses" => "cross",
        "cross" => word,
        _ when word.EndsWith('s') && SceneVocabulary.Shapes.Contains(word[..^1]) => word[..^1],
        _ => word,
    };

    private IEnumerable<string> Words(string noun)
    {
        foreach (var word in new[] { Size, Pattern, Color })
        {
            if (word is not null)
            {
                yield return word;
            }
        }

        yield return noun;
    }
}
