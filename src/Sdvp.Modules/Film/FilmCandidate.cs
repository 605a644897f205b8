using Sdvp.Core.Values;

namespace Sdvp.Modules.Film;

/// <summary>A candidate in fractions of the square that the network sees.</summary>
internal readonly record struct FilmCandidate(float Score, float Left, float Top, float Right, float Bottom)
{
    /// <summary>The box in pixels of the image before it was scaled into the square.</summary>
    public PixelBox ToPixels(int width, int height, FilmPlacement place)
    {
        return new PixelBox(
            (int)Math.Round((Left - place.Left) / place.Width * width),
            (int)Math.Round((Top - place.Top) / place.Height * height),
            (int)Math.Round((Right - place.Left) / place.Width * width),
            (int)Math.Round((Bottom - place.Top) / place.Height * height)).Intersect(new PixelBox(0, 0, width, height));
    }
}
