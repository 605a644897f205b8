using Sdvp.Core.Values;

namespace Sdvp.Modules.Onnx;

/// <summary>A face as a detector gives it, in pixels of the image.</summary>
internal readonly record struct FaceBox(double Left, double Top, double Right, double Bottom, double Score)
{
    private double Area => Math.Max(0, Right - Left) * Math.Max(0, Bottom - Top);

    /// <summary>Leaves out faces that overlap a better one by more than a threshold.</summary>
    /// <param name="faces">Best first.</param>
    public static List<FaceBox> Suppress(IEnumerable<FaceBox> faces, double threshold)
    {
        var kept = new List<FaceBox>();
        foreach (var face in faces)
        {
            if (kept.TrueForAll(k => !(k.Overlap(face) > threshold)))
            {
                kept.Add(face);
            }
        }

        return kept;
    }

    /// <summary>The box in whole pixels, larger by a factor about its middle, inside of the image.</summary>
    public PixelBox Enlarge(double factor, int width, int height)
    {
        var (left, top, right, bottom) = (ToInt(Left), ToInt(Top), ToInt(Right), ToInt(Bottom));
        var (x, y) = ((long)((factor - 1) * (right - left) / 2), (long)((factor - 1) * (bottom - top) / 2));
        return new PixelBox(
            (int)Math.Clamp(left - x, 0, width), (int)Math.Clamp(top - y, 0, height), (int)Math.Clamp(right + x, 0, width), (int)Math.Clamp(bottom + y, 0, height));
    }

    private double Overlap(FaceBox other)
    {
        var common = Math.Max(0, Math.Min(Right, other.Right) - Math.Max(Left, other.Left)) * Math.Max(0, Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top));
        return common / (Area + other.Area - common);
    }

    private static long ToInt(double value) => double.IsNaN(value) ? 0 : (long)Math.Clamp(value, int.MinValue, int.MaxValue);
}
