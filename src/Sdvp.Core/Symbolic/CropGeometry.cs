using Sdvp.Core.Values;

namespace Sdvp.Core.Symbolic;

/// <summary>
/// Boxes of the CROP modules, number by number as VisProg computes them (allenai/visprog, <c>engine/step_interpreters.py</c>),
/// including sides that end one pixel before the image does. Divisions truncate; boxes may come out empty.
/// </summary>
internal static class CropGeometry
{
    public static PixelBox Around(PixelBox box, int width, int height)
    {
        var (centerX, centerY) = Center(box);
        var halfWidth = 3 * ((long)box.Right - box.Left) / 4;
        var halfHeight = 3 * ((long)box.Bottom - box.Top) / 4;
        return Clamp(centerX - halfWidth, centerY - halfHeight, centerX + halfWidth, centerY + halfHeight, width, height);
    }

    public static PixelBox RightOf(PixelBox box, int width, int height) => Clamp(Center(box).X, 0, width - 1, height - 1, width, height);

    public static PixelBox LeftOf(PixelBox box, int width, int height) => Clamp(0, 0, Center(box).X, height - 1, width, height);

    public static PixelBox Above(PixelBox box, int width, int height) => Clamp(0, 0, width - 1, Center(box).Y, width, height);

    public static PixelBox Below(PixelBox box, int width, int height) => Clamp(0, Center(box).Y, width - 1, height - 1, width, height);

    public static PixelBox Whole(int width, int height) => new(0, 0, width, height);

    public static PixelBox RightHalf(int width, int height) => new(width / 2, 0, width - 1, height - 1);

    public static PixelBox LeftHalf(int width, int height) => new(0, 0, width / 2, height - 1);

    public static PixelBox TopHalf(int width, int height) => new(0, 0, width - 1, height / 2);

    public static PixelBox BottomHalf(int width, int height) => new(0, height / 2, width - 1, height - 1);

    private static (long X, long Y) Center(PixelBox box) => (((long)box.Left + box.Right) / 2, ((long)box.Top + box.Bottom) / 2);

    private static PixelBox Clamp(long left, long top, long right, long bottom, int width, int height) => new(
        (int)Math.Clamp(left, 0, width), (int)Math.Clamp(top, 0, height), (int)Math.Clamp(right, 0, width), (int)Math.Clamp(bottom, 0, height));
}
