using System.Collections.Concurrent;
using Sdvp.Core.Values;

namespace Sdvp.Core.Recording;

/// <summary>
/// Images in a folder, each once, named by its content: <c>ab/ab….png</c>. Files are written under a temporary name and renamed,
/// so that a name always stands for a whole file. Thread-safe, also between processes.
/// </summary>
internal sealed class ImageFiles(string folder) : IImageSink
{
    private readonly ConcurrentDictionary<string, WeakReference<ImageBuffer>> _cache = new(StringComparer.Ordinal);

    /// <summary>Stores an image unless it is there already.</summary>
    /// <param name="image">The image.</param>
    /// <returns>Its <see cref="ImageBuffer.ContentId"/>.</returns>
    public string Write(ImageBuffer image)
    {
        var id = image.ContentId;
        var path = PathOf(id);
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var temporary = $"{path}.{Guid.NewGuid():n}.tmp";
            File.WriteAllBytes(temporary, PngWriter.Encode(image));
            File.Move(temporary, path, overwrite: true);
        }

        _cache[id] = new WeakReference<ImageBuffer>(image);
        return id;
    }

    /// <summary>Gives an image; the same object for the same content while someone holds it.</summary>
    /// <param name="id">The content's identity: 64 lower-case hexadecimal digits.</param>
    /// <returns>The image.</returns>
    /// <exception cref="InvalidRecordException">There is no such file, or it holds something else.</exception>
    public ImageBuffer Read(string id)
    {
        if (_cache.TryGetValue(id, out var reference) && reference.TryGetTarget(out var cached))
        {
            return cached;
        }

        var path = PathOf(id);
        if (!File.Exists(path))
        {
            throw new InvalidRecordException(path, null, null, "the image that a record names is missing");
        }

        var image = PngReader.Decode(path, File.ReadAllBytes(path));
        if (image.ContentId != id)
        {
            throw new InvalidRecordException(path, null, null, $"the file holds the image {image.ContentId}, not the one it is named after");
        }

        _cache[id] = new WeakReference<ImageBuffer>(image);
        return image;
    }

    /// <summary>Whether a text has the form of an image's identity, and so is safe as a file name.</summary>
    /// <param name="id">The text.</param>
    /// <returns>True where it has.</returns>
    public static bool IsId(string id) => id.Length == 64 && id.All(char.IsAsciiHexDigitLower);

    private string PathOf(string id) => Path.Combine(folder, id[..2], $"{id}.png");
}
