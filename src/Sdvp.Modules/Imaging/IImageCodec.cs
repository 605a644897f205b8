using Sdvp.Core.Values;

namespace Sdvp.Modules.Imaging;

/// <summary>Turns image files into pixels and back. Implementations are thread-safe.</summary>
public interface IImageCodec
{
    /// <summary>Decodes an image: its first frame, as stored, 8 bits a channel.</summary>
    /// <param name="encoded">A whole image file (PNG, JPEG, and what else the implementation knows).</param>
    /// <param name="name">The image's file, or whatever tells it from others; only for messages.</param>
    /// <returns>The pixels.</returns>
    /// <exception cref="InvalidImageException">The bytes are damaged, cut off, of no known format, or hold too many pixels.</exception>
    ImageBuffer Decode(ReadOnlySpan<byte> encoded, string name);

    /// <summary>Encodes an image as PNG, without loss. The same pixels give the same bytes.</summary>
    /// <param name="image">The image.</param>
    /// <returns>The file's bytes.</returns>
    byte[] EncodePng(ImageBuffer image);

    /// <summary>Encodes an image as JPEG. The same pixels and quality give the same bytes.</summary>
    /// <param name="image">The image; at most 65,535 pixels a side.</param>
    /// <param name="quality">From 1 (small) to 100 (good).</param>
    /// <returns>The file's bytes.</returns>
    byte[] EncodeJpeg(ImageBuffer image, int quality = 90);
}
