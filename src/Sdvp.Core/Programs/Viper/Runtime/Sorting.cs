using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>A stable sort that asks for nothing but less-than, pays for every comparison, and survives an order that is none.</summary>
internal static class Sorting
{
    private const int RunLength = 8;

    /// <summary>Sorts values by their keys.</summary>
    public static List<PyObject> Sort(Machine machine, IReadOnlyList<PyObject> values, IReadOnlyList<PyObject> keys, bool reverse)
    {
        machine.Budget.Allocate(values.Count);
        var order = new int[values.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        // Equal items keep their order also in a reversed sort.
        bool IsBefore(int a, int b) => reverse ? Ordering.IsLess(machine, keys[b], keys[a]) : Ordering.IsLess(machine, keys[a], keys[b]);

        for (var start = 0; start < order.Length; start += RunLength)
        {
            InsertionSort(order.AsSpan(start, Math.Min(RunLength, order.Length - start)), IsBefore);
        }

        var buffer = new int[order.Length];
        for (var width = RunLength; width < order.Length; width *= 2)
        {
            for (var start = 0; start < order.Length; start += 2 * width)
            {
                Merge(order, buffer, start, Math.Min(start + width, order.Length), Math.Min(start + (2 * width), order.Length), IsBefore);
            }

            (order, buffer) = (buffer, order);
        }

        return [.. order.Select(i => values[i])];
    }

    private static void InsertionSort(Span<int> run, Func<int, int, bool> isBefore)
    {
        for (var i = 1; i < run.Length; i++)
        {
            var item = run[i];
            var j = i;
            for (; j > 0 && isBefore(item, run[j - 1]); j--)
            {
                run[j] = run[j - 1];
            }

            run[j] = item;
        }
    }

    private static void Merge(int[] from, int[] to, int start, int middle, int end, Func<int, int, bool> isBefore)
    {
        var (left, right) = (start, middle);
        for (var i = start; i < end; i++)
        {
            to[i] = left < middle && (right >= end || !isBefore(from[right], from[left])) ? from[left++] : from[right++];
        }
    }
}
