using Sdvp.Core.Values;

namespace Sdvp.Core.Symbolic;

/// <summary>One kind of crop: where it lies relative to a region, and where without one.</summary>
/// <param name="Algorithm">Names the computation; aliases share it.</param>
/// <param name="Crop">The crop from region, image width and image height.</param>
/// <param name="MatchingHalf">What stands in for it on the side that was asked for.</param>
/// <param name="CompatibleHalf">What VisProg's published code puts in its place.</param>
internal sealed record CropDirection(
    string Algorithm, Func<PixelBox, int, int, PixelBox> Crop, Func<int, int, PixelBox> MatchingHalf, Func<int, int, PixelBox> CompatibleHalf)
{
    public static CropDirection Around { get; } = new("crop", CropGeometry.Around, CropGeometry.Whole, CropGeometry.Whole);

    public static CropDirection RightOf { get; } = new("crop-right-of", CropGeometry.RightOf, CropGeometry.RightHalf, CropGeometry.RightHalf);

    public static CropDirection LeftOf { get; } = new("crop-left-of", CropGeometry.LeftOf, CropGeometry.LeftHalf, CropGeometry.LeftHalf);

    public static CropDirection Above { get; } = new("crop-above", CropGeometry.Above, CropGeometry.TopHalf, CropGeometry.LeftHalf);

    public static CropDirection Below { get; } = new("crop-below", CropGeometry.Below, CropGeometry.BottomHalf, CropGeometry.LeftHalf);
}
