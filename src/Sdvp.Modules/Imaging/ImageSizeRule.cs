namespace Sdvp.Modules.Imaging;

/// <summary>To which size an image is scaled.</summary>
internal abstract record ImageSizeRule
{
    /// <summary>The smallest side that an image is scaled to, whatever <see cref="SizeOf"/> says.</summary>
    public virtual int Least => 1;

    /// <summary>The new size of an image, as the reference computes it.</summary>
    public abstract (int Height, int Width) SizeOf(int height, int width);
}
