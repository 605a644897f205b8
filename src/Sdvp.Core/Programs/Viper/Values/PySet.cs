using Sdvp.Core.Programs.Viper.Runtime;

namespace Sdvp.Core.Programs.Viper.Values;

/// <summary>
/// A set. Its items lie in a table of the same shape as CPython's (linear probes, then a perturbed jump; growth by four), so that sets of
/// numbers are walked in the same order. Hashes of text differ, for CPython draws them anew in every process.
/// </summary>
internal sealed class PySet(bool isFrozen) : PyObject
{
    private const int FirstSize = 8;
    private const int LinearProbes = 9;
    private const int PerturbShift = 5;
    private const int LargeSize = 50_000;

    private Slot[] _table = new Slot[FirstSize];
    private int _fill;
    private int _finger;

    public static PySet EmptyFrozen { get; } = new(true);

    public bool IsFrozen => isFrozen;

    public int Count { get; private set; }

    /// <summary>The hash, once it was computed; frozen sets only.</summary>
    public long? KnownHash { get; set; }

    /// <summary>Slots of the table; see <see cref="ItemAt"/>.</summary>
    public int SlotCount => _table.Length;

    public override PyType Type => isFrozen ? Types.FrozenSet : Types.Set;

    public override bool IsTrue => Count > 0;

    public IEnumerable<PyObject> Items => _table.Where(s => s.IsUsed).Select(s => s.Key!);

    private int Mask => _table.Length - 1;

    /// <summary>The item in a slot; null where there is none.</summary>
    public PyObject? ItemAt(int slot) => _table[slot].IsUsed ? _table[slot].Key : null;

    public long HashAt(int slot) => _table[slot].Hash;

    public bool Contains(Machine machine, PyObject key) => Find(machine, key, Hashing.Of(machine, key)) >= 0;

    public bool Contains(Machine machine, PyObject key, long hash) => Find(machine, key, hash) >= 0;

    public void Add(Machine machine, PyObject key) => Add(machine, key, Hashing.Of(machine, key));

    public void Add(Machine machine, PyObject key, long hash)
    {
        if (!Probe(machine, key, hash, out var slot))
        {
            return;
        }

        machine.Budget.Allocate(2);
        Count++;
        if (!_table[slot].IsFree)
        {
            // The slot of a deleted item is used again and changes nothing else.
            _table[slot] = new Slot(key, hash);
            return;
        }

        _table[slot] = new Slot(key, hash);
        _fill++;
        if (_fill * 5L >= Mask * 3L)
        {
            Resize(machine, Count > LargeSize ? Count * 2 : Count * 4);
        }
    }

    public bool Remove(Machine machine, PyObject key)
    {
        var slot = Find(machine, key, Hashing.Of(machine, key));
        if (slot < 0)
        {
            return false;
        }

        _table[slot] = Slot.Deleted;
        Count--;
        return true;
    }

    public PyObject? Pop()
    {
        if (Count == 0)
        {
            return null;
        }

        var slot = _finger & Mask;
        while (!_table[slot].IsUsed)
        {
            slot = (slot + 1) & Mask;
        }

        var key = _table[slot].Key;
        _table[slot] = Slot.Deleted;
        Count--;
        _finger = slot + 1;
        return key;
    }

    public void Clear()
    {
        _table = new Slot[FirstSize];
        _fill = 0;
        Count = 0;
        _finger = 0;
    }

    /// <summary>Takes over the table of a set that nothing else uses.</summary>
    public void TakeOver(PySet other)
    {
        _table = other._table;
        _fill = other._fill;
        Count = other.Count;
        _finger = 0;
    }

    /// <summary>Makes the table anew where many of its slots belong to deleted items.</summary>
    public void Tidy(Machine machine)
    {
        if (_fill - Count > Mask / 4)
        {
            Resize(machine, Count > LargeSize ? Count * 2L : Count * 4L);
        }
    }

    /// <summary>Adds all items of another set, by CPython's short cuts, which keep the order of tables.</summary>
    public void Merge(Machine machine, PySet other)
    {
        if (ReferenceEquals(this, other) || other.Count == 0)
        {
            return;
        }

        if ((_fill + other.Count) * 5L >= Mask * 3L)
        {
            Resize(machine, (Count + other.Count) * 2);
        }

        machine.Step(other._table.Length);
        if (_fill == 0)
        {
            machine.Budget.Allocate(other.Count * 2L);
            if (Mask == other.Mask && other._fill == other.Count)
            {
                _table = [.. other._table];
            }
            else
            {
                foreach (var slot in other._table)
                {
                    if (slot.IsUsed)
                    {
                        InsertClean(_table, slot);
                    }
                }
            }

            _fill = other.Count;
            Count = other.Count;
            return;
        }

        foreach (var slot in other._table)
        {
            if (slot.IsUsed)
            {
                Add(machine, slot.Key!, slot.Hash);
            }
        }
    }

    private int Find(Machine machine, PyObject key, long hash) => Count == 0 || Probe(machine, key, hash, out var slot) ? -1 : slot;

    /// <returns>True where the key is not there and <paramref name="slot"/> is where it goes; false where it stands in the slot.</returns>
    private bool Probe(Machine machine, PyObject key, long hash, out int slot)
    {
        var mask = (ulong)Mask;
        var perturb = (ulong)hash;
        var i = (ulong)hash & mask;
        var deleted = -1;
        while (true)
        {
            var probes = i + LinearProbes <= mask ? LinearProbes : 0;
            for (var j = 0; j <= probes; j++)
            {
                slot = (int)i + j;
                ref var found = ref _table[slot];
                if (found.IsFree)
                {
                    slot = deleted >= 0 ? deleted : slot;
                    return true;
                }

                deleted = found.IsUsed ? deleted : slot;

                if (found.IsUsed && found.Hash == hash && (ReferenceEquals(found.Key, key) || Equality.AreEqual(machine, found.Key!, key)))
                {
                    return false;
                }
            }

            machine.Step();
            perturb >>= PerturbShift;
            i = ((i * 5) + 1 + perturb) & mask;
        }
    }

    private void Resize(Machine machine, long minimum)
    {
        var size = FirstSize;
        while (size <= minimum)
        {
            size <<= 1;
        }

        machine.Step(_table.Length);
        machine.Budget.Allocate(size / 2);
        var old = _table;
        _table = new Slot[size];
        foreach (var slot in old)
        {
            if (slot.IsUsed)
            {
                InsertClean(_table, slot);
            }
        }

        _fill = Count;
    }

    private static void InsertClean(Slot[] table, Slot item)
    {
        var mask = (ulong)(table.Length - 1);
        var perturb = (ulong)item.Hash;
        var i = (ulong)item.Hash & mask;
        while (true)
        {
            var probes = i + LinearProbes <= mask ? LinearProbes : 0;
            for (var j = 0; j <= probes; j++)
            {
                if (table[(int)i + j].IsFree)
                {
                    table[(int)i + j] = item;
                    return;
                }
            }

            perturb >>= PerturbShift;
            i = ((i * 5) + 1 + perturb) & mask;
        }
    }

    private readonly record struct Slot(PyObject? Key, long Hash)
    {
        public static Slot Deleted { get; } = new(null, -1);

        public bool IsUsed => Key is not null;

        public bool IsFree => Key is null && Hash == 0;
    }
}
