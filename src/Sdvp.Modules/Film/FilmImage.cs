namespace Sdvp.Modules.Film;

/// <summary>An image as the network takes it: <c>3 × size × size</c> bytes, channels first. Compared by reference.</summary>
/// <param name="Pixels">The pixels.</param>
internal sealed class FilmImage(byte[] pixels)
{
    public byte[] Pixels { get; } = pixels;
}
