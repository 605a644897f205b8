using System.Runtime.CompilerServices;
using Sdvp.Core.Values;

namespace Sdvp.Modules.Imaging;

/// <summary>
/// Images that were prepared before the batch that asks for them, on whatever threads were free. Each is handed out once: what networks of this size read
/// is too large to be kept for as long as its image lives. Thread-safe.
/// </summary>
/// <param name="prepare">Prepares an image; called on several threads.</param>
internal sealed class ImagesAhead(Func<ImageBuffer, ImageBuffer> prepare)
{
    /// <summary>Two batches of any sensible size. What is prepared and never asked for, because a cache knew the answer, goes when newer ones come.</summary>
    private const int Capacity = 512;

    private readonly Lock _lock = new();
    private readonly Dictionary<Key, Lazy<ImageBuffer>> _images = [];
    private readonly Queue<Key> _order = new();

    /// <summary>How many images wait to be asked for.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _images.Count;
            }
        }
    }

    /// <summary>Prepares an image, unless it is prepared.</summary>
    /// <param name="image">The image.</param>
    /// <exception cref="ArgumentException">The image cannot be prepared; it is said again where it is asked for.</exception>
    public void Prepare(ImageValue image) => _ = GetOrAdd(new Key(image.Root, image.Box), image).Value;

    /// <summary>Begins a batch.</summary>
    /// <returns>Its images, each prepared once, beforehand or now.</returns>
    public PreparedImages BeginBatch() => new(Take);

    private ImageBuffer Take(ImageValue image)
    {
        Lazy<ImageBuffer>? prepared;
        lock (_lock)
        {
            // Its place in the order stays behind and is dropped when it is reached.
            _images.Remove(new Key(image.Root, image.Box), out prepared);
        }

        return prepared is null ? prepare(image.Pixels) : prepared.Value;
    }

    private Lazy<ImageBuffer> GetOrAdd(Key key, ImageValue image)
    {
        lock (_lock)
        {
            if (_images.TryGetValue(key, out var known))
            {
                return known;
            }

            while (_order.Count >= Capacity)
            {
                _images.Remove(_order.Dequeue());
            }

            _order.Enqueue(key);
            return _images[key] = new Lazy<ImageBuffer>(() => prepare(image.Pixels));
        }
    }

    /// <summary>An image by the object that it is cut from: comparing contents would read all pixels.</summary>
    private readonly record struct Key(ImageBuffer Root, PixelBox Box)
    {
        public bool Equals(Key other) => ReferenceEquals(Root, other.Root) && Box == other.Box;

        public override int GetHashCode() => HashCode.Combine(RuntimeHelpers.GetHashCode(Root), Box);
    }
}
