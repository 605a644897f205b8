using Sdvp.Core.Values;

namespace Sdvp.Modules.Imaging;

/// <summary>Reads images from streams and files.</summary>
public static class ImageCodecExtensions
{
    /// <summary>Decodes the rest of a stream.</summary>
    /// <param name="codec">The codec.</param>
    /// <param name="stream">The stream; read to its end, not disposed.</param>
    /// <param name="name">The image's file, or whatever tells it from others; only for messages.</param>
    /// <returns>The pixels.</returns>
    /// <exception cref="InvalidImageException">The bytes are no image that the codec can read.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static ImageBuffer Decode(this IImageCodec codec, Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(codec);
        ArgumentNullException.ThrowIfNull(stream);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return codec.Decode(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), name);
    }

    /// <summary>Reads an image file.</summary>
    /// <param name="codec">The codec.</param>
    /// <param name="path">The file.</param>
    /// <returns>The pixels.</returns>
    /// <exception cref="InvalidImageException">The file is absent, unreadable, or no image that the codec can read; the message names it.</exception>
    public static ImageBuffer DecodeFile(this IImageCodec codec, string path)
    {
        ArgumentNullException.ThrowIfNull(codec);
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            return codec.Decode(File.ReadAllBytes(path), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidImageException(path, exception.Message, exception);
        }
    }
}
