using System.Text.Json;

namespace Sdvp.Modules.Text;

/// <summary>A token that is looked for in the text before anything else is done to it.</summary>
/// <param name="Content">The token.</param>
internal sealed record AddedToken(string Content)
{
    /// <summary>Whether it frames or fills texts, and is left out when a text is decoded without such.</summary>
    public bool IsSpecial { get; init; }

    /// <summary>Whether it swallows the white space to its left.</summary>
    public bool StripsLeft { get; init; }

    /// <summary>Whether it swallows the white space to its right.</summary>
    public bool StripsRight { get; init; }

    /// <summary>Whether it counts only as a word of its own.</summary>
    public bool IsSingleWord { get; init; }

    /// <summary>Whether it is found in the text after, not before, normalisation.</summary>
    public bool IsNormalized { get; init; }

    /// <summary>Reads a token from a JSON object; null where it is none.</summary>
    public static AddedToken? Read(JsonElement element, bool? isSpecial = null) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.String
            ? new AddedToken(content.GetString()!)
            {
                IsSpecial = isSpecial ?? Flag(element, "special", false),
                StripsLeft = Flag(element, "lstrip", false),
                StripsRight = Flag(element, "rstrip", false),
                IsSingleWord = Flag(element, "single_word", false),
                IsNormalized = Flag(element, "normalized", !(isSpecial ?? Flag(element, "special", false))),
            }
            : null;

    private static bool Flag(JsonElement element, string name, bool fallback) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : fallback;
}
