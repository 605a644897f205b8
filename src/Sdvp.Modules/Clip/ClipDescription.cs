using System.Globalization;

namespace Sdvp.Modules.Clip;

/// <summary>What of a tower's configuration its weights do not show, in words that do not depend on the system's language.</summary>
internal static class ClipDescription
{
    public static string Of(ClipTextConfig config) =>
        string.Create(CultureInfo.InvariantCulture, $"{config.Heads} heads, {config.Activation}, {config.LayerNormEpsilon:R}, end {config.EndToken}");

    public static string Of(ClipVisionConfig config) =>
        string.Create(CultureInfo.InvariantCulture, $"{config.Heads} heads, {config.Activation}, {config.LayerNormEpsilon:R}, {config.ImageSize}");
}
