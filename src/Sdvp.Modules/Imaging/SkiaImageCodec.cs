using System.Runtime.InteropServices;
using Sdvp.Core.Values;
using SkiaSharp;

namespace Sdvp.Modules.Imaging;

/// <summary>Decodes PNG, JPEG, GIF, BMP and WebP with Skia. Thread-safe.</summary>
/// <remarks>
/// Pixels come as they are stored: EXIF orientation and colour profiles are ignored, as Pillow does. For PNG and JPEG the pixels are Pillow's <c>convert("RGB")</c>.
/// </remarks>
/// <param name="transparency">What becomes of transparent pixels. Default: their stored colour, as networks trained behind Pillow know them.</param>
public sealed class SkiaImageCodec(TransparencyHandling transparency = TransparencyHandling.AsStored) : IImageCodec
{
    /// <summary>The most pixels that an image may hold: what a hostile header can make this allocate is bounded by it (89,478,485, as in Pillow).</summary>
    public const int MaxPixels = 1024 * 1024 * 1024 / 12;

    /// <inheritdoc/>
    public ImageBuffer Decode(ReadOnlySpan<byte> encoded, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        using var data = SKData.CreateCopy(encoded);
        using var codec = SKCodec.Create(data)
            ?? throw new InvalidImageException(name, $"its {encoded.Length} bytes are not the beginning of a PNG, JPEG, GIF, BMP or WebP file.");
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if (width < 1 || height < 1 || (long)width * height > MaxPixels)
        {
            throw new InvalidImageException(name, $"it claims {width} × {height} pixels; at most {MaxPixels} in all are read.");
        }

        var rgba = new byte[width * height * 4];
        var result = Read(codec, new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul), rgba);
        return result == SKCodecResult.Success
            ? ImageBuffer.FromRgb(width, height, Flatten(rgba))
            : throw new InvalidImageException(name, result == SKCodecResult.IncompleteInput
                ? "the file ends before the image does (truncated)."
                : $"its pixels cannot be decoded ({result}).");
    }

    /// <inheritdoc/>
    public byte[] EncodePng(ImageBuffer image) => Encode(image, pixels => pixels.Encode(SKPngEncoderOptions.Default));

    /// <inheritdoc/>
    public byte[] EncodeJpeg(ImageBuffer image, int quality = 90)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        return Encode(image, pixels => pixels.Encode(new SKJpegEncoderOptions(quality)));
    }

    private static SKCodecResult Read(SKCodec codec, SKImageInfo info, byte[] rgba)
    {
        var handle = GCHandle.Alloc(rgba, GCHandleType.Pinned);
        try
        {
            return codec.GetPixels(info, handle.AddrOfPinnedObject());
        }
        finally
        {
            handle.Free();
        }
    }

    // In place: RGB never overtakes RGBA.
    private Span<byte> Flatten(byte[] rgba)
    {
        var pixels = rgba.Length / 4;
        for (var pixel = 0; pixel < pixels; pixel++)
        {
            var alpha = transparency == TransparencyHandling.OnWhite ? rgba[(pixel * 4) + 3] : byte.MaxValue;
            for (var channel = 0; channel < 3; channel++)
            {
                rgba[(pixel * 3) + channel] = OnWhite(rgba[(pixel * 4) + channel], alpha);
            }
        }

        return rgba.AsSpan(0, pixels * 3);
    }

    private static byte OnWhite(byte value, byte alpha) => (byte)(((value * alpha) + (255 * (255 - alpha)) + 127) / 255);

    private static byte[] Encode(ImageBuffer image, Func<SKPixmap, SKData?> encode)
    {
        ArgumentNullException.ThrowIfNull(image);
        var rgba = new byte[image.Width * image.Height * 4];
        var pixels = image.Pixels;
        for (var pixel = 0; pixel < image.Width * image.Height; pixel++)
        {
            pixels.Slice(pixel * 3, 3).CopyTo(rgba.AsSpan(pixel * 4));
            rgba[(pixel * 4) + 3] = byte.MaxValue;
        }

        var handle = GCHandle.Alloc(rgba, GCHandleType.Pinned);
        try
        {
            var info = new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
            using var pixmap = new SKPixmap(info, handle.AddrOfPinnedObject());
            using var data = encode(pixmap) ?? throw new ArgumentException($"An image of {image.Width} × {image.Height} pixels does not fit the file format.", nameof(image));
            return data.ToArray();
        }
        finally
        {
            handle.Free();
        }
    }
}
