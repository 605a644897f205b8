namespace Sdvp.Core.Symbolic.Drawing;

/// <summary>A colour.</summary>
internal readonly record struct PixelColor(byte R, byte G, byte B)
{
    public static PixelColor Green => new(0, 128, 0);

    public static PixelColor White => new(255, 255, 255);
}
