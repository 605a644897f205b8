using Sdvp.Modules.Torch;

namespace Sdvp.Modules.Film;

/// <summary>A call as a FiLM network takes it.</summary>
/// <param name="images">As many images as the network takes a call.</param>
/// <param name="tokens">Indices of the words, padded.</param>
internal class FilmInput(FilmImage[] images, long[] tokens) : StudentInput
{
    public FilmImage[] Images { get; } = images;

    public long[] Tokens { get; } = tokens;
}
