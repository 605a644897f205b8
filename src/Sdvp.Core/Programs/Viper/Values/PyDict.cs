using Sdvp.Core.Programs.Viper.Runtime;

namespace Sdvp.Core.Programs.Viper.Values;

/// <summary>A dict that keeps the order of insertion.</summary>
internal class PyDict : PyObject
{
    private const int FirstCapacity = 8;

    private int[] _buckets = [];
    private Entry[] _entries = [];
    private int _used;

    public override PyType Type => Types.Dict;

    public override bool IsTrue => Count > 0;

    public int Count { get; private set; }

    /// <summary>Places of entries, those of deleted ones included; see <see cref="KeyAt"/>.</summary>
    public int PlaceCount => _used;

    public IEnumerable<KeyValuePair<PyObject, PyObject>> Items
    {
        get
        {
            for (var i = 0; i < _used; i++)
            {
                if (_entries[i].Key is { } key)
                {
                    yield return new(key, _entries[i].Value!);
                }
            }
        }
    }

    /// <summary>The key at a place; null where it was deleted.</summary>
    public PyObject? KeyAt(int place) => _entries[place].Key;

    public PyObject ValueAt(int place) => _entries[place].Value!;

    public PyObject? Find(Machine machine, PyObject key)
    {
        var place = Place(machine, key, Hashing.Of(machine, key));
        return place < 0 ? null : _entries[place].Value;
    }

    public void Set(Machine machine, PyObject key, PyObject value)
    {
        var hash = Hashing.Of(machine, key);
        var place = Place(machine, key, hash);
        if (place >= 0)
        {
            _entries[place].Value = value;
            return;
        }

        machine.Budget.Allocate(3);
        if (_used == _entries.Length)
        {
            Grow();
        }

        ref var bucket = ref _buckets[(int)((ulong)hash % (ulong)_buckets.Length)];
        _entries[_used] = new Entry { Key = key, Value = value, Hash = hash, Next = bucket - 1 };
        bucket = ++_used;
        Count++;
    }

    public PyObject? Remove(Machine machine, PyObject key)
    {
        var hash = Hashing.Of(machine, key);
        var place = Place(machine, key, hash);
        if (place < 0)
        {
            return null;
        }

        var value = _entries[place].Value;
        Unlink(place);
        return value;
    }

    /// <summary>Takes the last entry out, or the first one.</summary>
    public KeyValuePair<PyObject, PyObject>? Pop(bool last)
    {
        for (var i = 0; i < _used; i++)
        {
            var place = last ? _used - 1 - i : i;
            if (_entries[place].Key is { } key)
            {
                var value = _entries[place].Value!;
                Unlink(place);
                return new(key, value);
            }
        }

        return null;
    }

    public void Clear()
    {
        _buckets = [];
        _entries = [];
        _used = 0;
        Count = 0;
    }

    public void Update(Machine machine, PyDict other)
    {
        for (var i = 0; i < other.PlaceCount; i++)
        {
            machine.Step();
            if (other.KeyAt(i) is { } key)
            {
                Set(machine, key, other.ValueAt(i));
            }
        }
    }

    /// <summary>What an index gives where the key is missing; null for a KeyError.</summary>
    public virtual ValueTask<PyObject?> MissingAsync(Machine machine, PyObject key) => new((PyObject?)null);

    /// <summary>An empty one of the same kind.</summary>
    public virtual PyDict NewLike() => new();

    private int Place(Machine machine, PyObject key, long hash)
    {
        if (_buckets.Length == 0)
        {
            return -1;
        }

        var place = _buckets[(int)((ulong)hash % (ulong)_buckets.Length)] - 1;
        while (place >= 0)
        {
            ref var entry = ref _entries[place];
            if (entry.Hash == hash && (ReferenceEquals(entry.Key, key) || Equality.AreEqual(machine, entry.Key!, key)))
            {
                return place;
            }

            machine.Step();
            place = entry.Next;
        }

        return -1;
    }

    private void Unlink(int place)
    {
        ref var removed = ref _entries[place];
        ref var bucket = ref _buckets[(int)((ulong)removed.Hash % (ulong)_buckets.Length)];
        if (bucket - 1 == place)
        {
            bucket = removed.Next + 1;
        }
        else
        {
            var before = bucket - 1;
            while (_entries[before].Next != place)
            {
                before = _entries[before].Next;
            }

            _entries[before].Next = removed.Next;
        }

        removed = default;
        Count--;
        while (_used > 0 && _entries[_used - 1].Key is null)
        {
            _used--;
        }
    }

    private void Grow()
    {
        var old = _entries;
        _entries = new Entry[Math.Max(FirstCapacity, Count * 2)];
        _buckets = new int[(_entries.Length * 2) | 1];
        var used = _used;
        _used = 0;
        for (var i = 0; i < used; i++)
        {
            if (old[i].Key is null)
            {
                continue;
            }

            ref var bucket = ref _buckets[(int)((ulong)old[i].Hash % (ulong)_buckets.Length)];
            _entries[_used] = old[i] with { Next = bucket - 1 };
            bucket = ++_used;
        }
    }

    private record struct Entry
    {
        public PyObject? Key;
        public PyObject? Value;
        public long Hash;
        public int Next;
    }
}
