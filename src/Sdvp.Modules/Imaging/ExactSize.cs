namespace Sdvp.Modules.Imaging;

/// <summary>Always the same size, whatever the proportions.</summary>
internal sealed record ExactSize(int Height, int Width) : ImageSizeRule
{
    public override (int Height, int Width) SizeOf(int height, int width) => (Height, Width);
}
