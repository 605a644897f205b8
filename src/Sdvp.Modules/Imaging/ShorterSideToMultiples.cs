namespace Sdvp.Modules.Imaging;

/// <summary>
/// The shorter side gets a size, unless the longer one would exceed 1333 / 800 of it; both are then rounded down to multiples of a divisor (ViLT). The reference
/// fails on images so long that a side becomes 0; here they are scaled to one divisor.
/// </summary>
internal sealed record ShorterSideToMultiples(int Size, int Divisor) : ImageSizeRule
{
    public override int Least => Divisor;

    public override (int Height, int Width) SizeOf(int height, int width)
    {
        // The order of the reference's operations: each rounding counts.
        var longest = (int)(1333 / 800.0 * Size);
        var scale = (double)Size / Math.Min(height, width);
        var (newHeight, newWidth) = height < width ? (Size, scale * width) : (scale * height, (double)Size);
        if (Math.Max(newHeight, newWidth) > longest)
        {
            scale = longest / Math.Max(newHeight, newWidth);
            (newHeight, newWidth) = (scale * newHeight, scale * newWidth);
        }

        return (Multiple(newHeight), Multiple(newWidth));
    }

    private int Multiple(double side) => (int)(side + 0.5) / Divisor * Divisor;
}
