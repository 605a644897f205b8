using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>Hashes, those of numbers and tuples as CPython has them: sets of numbers are then walked in the same order.</summary>
internal static class Hashing
{
    private const long Modulus = (1L << 61) - 1;
    private const long InfinityHash = 314159;
    private const ulong Prime1 = 11400714785074694791;
    private const ulong Prime2 = 14029467366897019727;
    private const ulong Prime5 = 2870177450012600261;
    private const long NoneHash = 0x1234_5678_9ABC;

    public static long Of(Machine machine, PyObject value) => value switch
    {
        PyText text => OfText(text.Value),
        PyInteger integer => OfInteger(integer.Value),
        PyFloat number => OfDouble(number.Value),
        PyNone => NoneHash,
        PyTuple tuple => OfTuple(machine, tuple),
        PySet { IsFrozen: true } set => OfSet(machine, set),
        PyRange range => OfTuple(machine, new PyTuple([PyInteger.Of(range.Length), PyInteger.Of(range.Start), PyInteger.Of(range.Step)])),
        PyBoundMethod method => OfReference(method.Self) ^ OfReference(method.Method),
        PyList or PyDict or PySet or PySlice or PyDeque => throw PyError.Type($"unhashable type: '{value.Type.Name}'"),
        PyDictView { Kind: not DictViewKind.Values } => throw PyError.Type($"unhashable type: '{value.Type.Name}'"),
        _ => OfReference(value),
    };

    private static long OfInteger(long value)
    {
        var hash = value == long.MinValue ? -(long)((1UL << 63) % (ulong)Modulus) : value % Modulus;
        return hash == -1 ? -2 : hash;
    }

    private static long OfDouble(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? 0 : value > 0 ? InfinityHash : -InfinityHash;
        }

        if (Math.Floor(value) == value && Math.Abs(value) < 1L << 53)
        {
            return OfInteger((long)value);
        }

        var (mantissa, exponent) = Split(Math.Abs(value));
        ulong hash = 0;
        while (mantissa != 0)
        {
            hash = ((hash << 28) & (ulong)Modulus) | (hash >> (61 - 28));
            mantissa *= 1 << 28;
            exponent -= 28;
            var part = (ulong)mantissa;
            mantissa -= part;
            hash += part;
            hash = hash >= (ulong)Modulus ? hash - (ulong)Modulus : hash;
        }

        exponent = exponent >= 0 ? exponent % 61 : 60 - ((-1 - exponent) % 61);
        hash = ((hash << exponent) & (ulong)Modulus) | (hash >> (61 - exponent));
        var signed = value < 0 ? -(long)hash : (long)hash;
        return signed == -1 ? -2 : signed;
    }

    // value = mantissa × 2^exponent, mantissa in [0.5, 1).
    private static (double Mantissa, int Exponent) Split(double value)
    {
        var exponent = Math.ILogB(value) + 1;
        return (Math.ScaleB(value, -exponent), exponent);
    }

    private static long OfText(string text)
    {
        // FNV-1a: the same in every process, unlike CPython's, which is drawn anew.
        var hash = 14695981039346656037UL;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return (long)(hash ^ (hash >> 32));
    }

    private static long OfTuple(Machine machine, PyTuple tuple)
    {
        RunBudget.RequireStack();
        var hash = Prime5;
        foreach (var item in tuple.Items)
        {
            machine.Step();
            hash += (ulong)Of(machine, item) * Prime2;
            hash = (hash << 31) | (hash >> 33);
            hash *= Prime1;
        }

        hash += (ulong)tuple.Items.Length ^ (Prime5 ^ 3527539UL);
        return hash == ulong.MaxValue ? 1546275796 : (long)hash;
    }

    private static long OfSet(Machine machine, PySet set)
    {
        if (set.KnownHash is { } known)
        {
            return known;
        }

        ulong hash = 0;
        for (var i = 0; i < set.SlotCount; i++)
        {
            machine.Step();
            if (set.ItemAt(i) is not null)
            {
                var item = (ulong)set.HashAt(i);
                hash ^= (item ^ 89869747UL ^ (item << 16)) * 3644798167UL;
            }
        }

        hash ^= ((ulong)set.Count + 1) * 1927868237UL;
        hash ^= (hash >> 11) ^ (hash >> 25);
        hash = (hash * 69069UL) + 907133923UL;
        set.KnownHash = hash == ulong.MaxValue ? 590923713L : (long)hash;
        return set.KnownHash.Value;
    }

    private static long OfReference(PyObject value) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(value);
}
