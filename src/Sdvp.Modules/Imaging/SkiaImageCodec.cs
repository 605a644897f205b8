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
        using var codec = Open(data, encoded.Length, name);
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        var rgba = new byte[width * height * 4];
        var result = Read(codec, new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul), rgba);
        return result == SKCodecResult.Success
            ? ImageBuffer.FromRgb(width, height, Flatten(rgba))
            : throw new InvalidImageException(name, result == SKCodecResult.IncompleteInput
                ? "the file ends before the image does (truncated)."
                : $"its pixels cannot be decoded ({result}).");
    }

    /// <summary>Decodes every frame of an animation, each as it is shown: laid over the frames before it where it only changes a part.</summary>
    /// <param name="encoded">A whole GIF file, or any other image, which has one frame.</param>
    /// <param name="name">The file, or whatever tells it from others; only for messages.</param>
    /// <returns>The frames, at least one.</returns>
    /// <exception cref="InvalidImageException">The bytes are damaged, cut off, of no known format, or hold too many pixels in all.</exception>
    public IReadOnlyList<ImageBuffer> DecodeFrames(ReadOnlySpan<byte> encoded, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        using var data = SKData.CreateCopy(encoded);
        using var codec = Open(data, encoded.Length, name);
        var (width, height, count) = (codec.Info.Width, codec.Info.Height, Math.Max(1, codec.FrameCount));
        if ((long)width * height * count > MaxPixels)
        {
            throw new InvalidImageException(name, $"it claims {count} frames of {width} × {height} pixels; at most {MaxPixels} in all are read.");
        }

        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        var frames = new ImageBuffer[count];
        for (var i = 0; i < count; i++)
        {
            // Without a prior frame Skia composes what the frame needs by itself.
            var rgba = new byte[width * height * 4];
            var result = Read(codec, info, rgba, new SKCodecOptions(i));
            frames[i] = result == SKCodecResult.Success
                ? ImageBuffer.FromRgb(width, height, Flatten(rgba))
                : throw new InvalidImageException(name, $"its frame {i} of {count} cannot be decoded ({result}).");
        }

        return frames;
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

    private static SKCodec Open(SKData data, int length, string name)
    {
        var codec = SKCodec.Create(data)
            ?? throw new InvalidImageException(name, $"its {length} bytes are not the beginning of a PNG, JPEG, GIF, BMP or WebP file.");
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if (width >= 1 && height >= 1 && (long)width * height <= MaxPixels)
        {
            return codec;
        }

        codec.Dispose();
        throw new InvalidImageException(name, $"it claims {width} × {height} pixels; at most {MaxPixels} in all are read.");
    }

    private static SKCodecResult Read(SKCodec codec, SKImageInfo info, byte[] rgba, SKCodecOptions? options = null)
    {
        var handle = GCHandle.Alloc(rgba, GCHandleType.Pinned);
        try
        {
            return options is { } given
                ? codec.GetPixels(info, handle.AddrOfPinnedObject(), given)
                : codec.GetPixels(info, handle.AddrOfPinnedObject());
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
