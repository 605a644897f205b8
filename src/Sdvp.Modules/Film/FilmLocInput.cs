namespace Sdvp.Modules.Film;

/// <summary>A call of LOC as its network takes it, and where the image lies in the square.</summary>
/// <param name="images">The image.</param>
/// <param name="tokens">Indices of the words, padded.</param>
/// <param name="placement">Left, top, width, height of the image in the square, as fractions.</param>
internal sealed class FilmLocInput(FilmImage[] images, long[] tokens, FilmPlacement placement)
    : FilmInput(images, tokens)
{
    public float Left { get; } = (float)placement.Left;

    public float Top { get; } = (float)placement.Top;

    public float Width { get; } = (float)placement.Width;

    public float Height { get; } = (float)placement.Height;
}
