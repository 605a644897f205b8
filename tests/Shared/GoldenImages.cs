using System.Text.Json;
using Sdvp.Core.Values;
using Sdvp.Modules.Imaging;

namespace Sdvp.Tests.Shared;

/// <summary>The images that golden data names.</summary>
internal static class GoldenImages
{
    /// <summary>Decodes images that an <c>e2e.json</c> lists.</summary>
    /// <param name="folder">The golden folder's name.</param>
    /// <param name="list">Paths relative to that folder.</param>
    public static ImageValue[] Decode(string folder, JsonElement list) =>
        [.. list.EnumerateArray().Select(path => new ImageValue(new SkiaImageCodec().DecodeFile(GoldenFolder.Path(folder, path.GetString()!))))];

    /// <summary>An image whose pixels are noise.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="seed">The seed.</param>
    public static ImageValue Noise(int width, int height, int seed)
    {
        var pixels = new byte[width * height * 3];
        new Random(seed).NextBytes(pixels);
        return new ImageValue(ImageBuffer.FromRgb(width, height, pixels));
    }
}
