namespace Sdvp.Modules.Imaging;

/// <summary>The shorter side gets a size, the longer one follows, rounded down (CLIP).</summary>
internal sealed record ShorterSide(int Size) : ImageSizeRule
{
    public override (int Height, int Width) SizeOf(int height, int width)
    {
        var longer = checked((int)((double)((long)Size * Math.Max(height, width)) / Math.Min(height, width)));
        return width <= height ? (longer, Size) : (Size, longer);
    }
}
