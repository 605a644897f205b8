using System.Collections.Concurrent;

namespace Sdvp.Core.Values;

/// <summary>
/// Gives one object for equal images, so that examples about one picture hold its pixels once. Holds no image that nobody else does.
/// Thread-safe.
/// </summary>
public sealed class ImagePool
{
    private const int SweepEvery = 4096;

    private readonly ConcurrentDictionary<string, WeakReference<ImageBuffer>> _images = new(StringComparer.Ordinal);
    private int _added;

    /// <summary>Gives the object that stands for an image's content: the first of them that was given and is still in use.</summary>
    /// <param name="image">The image; its content identity is computed where that has not happened yet.</param>
    /// <returns>An equal image.</returns>
    public ImageBuffer Share(ImageBuffer image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var made = new WeakReference<ImageBuffer>(image);
        while (true)
        {
            var reference = _images.GetOrAdd(image.ContentId, made);
            if (reference.TryGetTarget(out var shared))
            {
                SweepNowAndThen(ReferenceEquals(reference, made));
                return shared;
            }

            if (_images.TryUpdate(image.ContentId, made, reference))
            {
                return image;
            }
        }
    }

    private void SweepNowAndThen(bool added)
    {
        if (!added || Interlocked.Increment(ref _added) % SweepEvery != 0)
        {
            return;
        }

        foreach (var entry in _images)
        {
            if (!entry.Value.TryGetTarget(out _))
            {
                _images.TryRemove(entry);
            }
        }
    }
}
