using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sdvp.Samples.Study.World.Folders;

/// <summary>
/// Chooses some of many items in one pass: those whose hash is smallest. The same seed, name and ids choose the same items in the same order, however the file is sorted, and memory holds no
/// more than are chosen.
/// </summary>
/// <param name="limit">Most items that are chosen.</param>
/// <param name="seed">Another seed chooses others.</param>
/// <param name="name">Another name chooses others.</param>
internal sealed class Selection<T>(int limit, long seed, string name)
{
    private readonly PriorityQueue<T, UInt128> _kept = new(Comparer<UInt128>.Create(static (left, right) => right.CompareTo(left)));
    private readonly HashSet<UInt128> _hashes = [];

    /// <summary>Items that were offered.</summary>
    public long Offered { get; private set; }

    /// <summary>Items that are held now.</summary>
    public int Count => _kept.Count;

    public void Offer(string id, T item)
    {
        Offered++;
        var hash = HashOf(id);
        if (_kept.Count == limit && _kept.TryPeek(out _, out var largest) && hash >= largest)
        {
            return;
        }

        // An id that stands twice in a file counts once.
        if (!_hashes.Add(hash))
        {
            return;
        }

        _kept.Enqueue(item, hash);
        if (_kept.Count > limit)
        {
            _kept.TryDequeue(out _, out largest);
            _hashes.Remove(largest);
        }
    }

    /// <summary>The chosen items in the order of their hashes: a part from the beginning is a sample of the whole.</summary>
    public ImmutableArray<T> ToArray() => [.. _kept.UnorderedItems.OrderBy(item => item.Priority).Select(item => item.Element)];

    private UInt128 HashOf(string id)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{seed}\n{name}\n{id}");
        return BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
