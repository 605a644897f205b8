using Sdvp.Core.Values;

namespace Sdvp.Modules.OwlVit;

/// <summary>The words that name halves of an image in VisProg. They end one pixel before the border, as there.</summary>
internal static class OwlVitPlaces
{
    /// <summary>The half that a word names, in upper case exactly; null for anything else.</summary>
    public static PixelBox? Find(string text, int width, int height) => text switch
    {
        "TOP" => new PixelBox(0, 0, width - 1, height / 2),
        "BOTTOM" => new PixelBox(0, height / 2, width - 1, height - 1),
        "LEFT" => new PixelBox(0, 0, width / 2, height - 1),
        "RIGHT" => new PixelBox(width / 2, 0, width - 1, height - 1),
        _ => null,
    };
}
