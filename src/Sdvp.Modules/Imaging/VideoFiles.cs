using Sdvp.Core.Values;

namespace Sdvp.Modules.Imaging;

/// <summary>Reads the frames of videos: of a GIF, or of a folder of pictures.</summary>
public static class VideoFiles
{
    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg", ".bmp", ".webp", ".gif"];

    /// <summary>Reads a video.</summary>
    /// <param name="codec">Decodes the pictures.</param>
    /// <param name="path">A GIF file, or a folder whose pictures are the frames, in the order of their names (numbers by value: 2 before 10).</param>
    /// <returns>A list of images, at least one, all of one size.</returns>
    /// <exception cref="InvalidImageException">The path is neither, holds no frame, a frame cannot be read, or frames differ in size.</exception>
    public static ListValue Read(SkiaImageCodec codec, string path)
    {
        ArgumentNullException.ThrowIfNull(codec);
        ArgumentNullException.ThrowIfNull(path);
        var frames = Directory.Exists(path) ? ReadFolder(codec, path) : codec.DecodeFrames(ReadFile(path), path);
        if (frames.Count == 0)
        {
            throw new InvalidImageException(path, $"the folder holds no picture ({string.Join(", ", Extensions)}).");
        }

        if (frames.FirstOrDefault(f => f.Width != frames[0].Width || f.Height != frames[0].Height) is { } other)
        {
            throw new InvalidImageException(path, $"its frames differ in size: {frames[0].Width} × {frames[0].Height} and {other.Width} × {other.Height}.");
        }

        return new ListValue([.. frames.Select(f => new ImageValue(f))]);
    }

    private static List<ImageBuffer> ReadFolder(SkiaImageCodec codec, string path) =>
    [
        .. Directory.EnumerateFiles(path)
            .Where(f => Extensions.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase))
            .OrderBy(f => Path.GetFileName(f)!, NumberAwareOrder.Instance)
            .Select(codec.DecodeFile),
    ];

    private static byte[] ReadFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidImageException(path, error.Message, error);
        }
    }
}
