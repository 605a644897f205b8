using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>Operations on counters; counts that are not positive are left out.</summary>
internal static class CounterAlgebra
{
    public static PyCounter? Apply(Machine machine, BinaryOperator op, PyCounter left, PyCounter right)
    {
        if (op is not (BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.And or BinaryOperator.Or))
        {
            return null;
        }

        var result = new PyCounter();
        foreach (var (key, count) in left.Items)
        {
            Keep(machine, result, key, Combine(machine, op, count, right.Find(machine, key) ?? PyInteger.Of(0)));
        }

        if (op != BinaryOperator.And)
        {
            foreach (var (key, count) in right.Items)
            {
                if (left.Find(machine, key) is null)
                {
                    Keep(machine, result, key, Combine(machine, op, PyInteger.Of(0), count));
                }
            }
        }

        return result;
    }

    public static PyCounter Positive(Machine machine, PyCounter counter)
    {
        var result = new PyCounter();
        foreach (var (key, count) in counter.Items)
        {
            Keep(machine, result, key, count);
        }

        return result;
    }

    private static PyObject Combine(Machine machine, BinaryOperator op, PyObject left, PyObject right) => op switch
    {
        BinaryOperator.And => Ordering.IsLess(machine, left, right) ? left : right,
        BinaryOperator.Or => Ordering.IsLess(machine, left, right) ? right : left,
        _ => Operators.Apply(machine, op, left, right),
    };

    private static void Keep(Machine machine, PyCounter result, PyObject key, PyObject count)
    {
        if (Ordering.IsLess(machine, PyInteger.Of(0), count))
        {
            result.Set(machine, key, count);
        }
    }
}
