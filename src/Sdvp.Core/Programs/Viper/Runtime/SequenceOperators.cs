using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>Joining and repeating texts, lists and tuples.</summary>
internal static class SequenceOperators
{
    /// <returns>The result; null where the operator means something else, or nothing, for these values.</returns>
    public static PyObject? Apply(Machine machine, BinaryOperator op, PyObject left, PyObject right) => op switch
    {
        BinaryOperator.Add => Add(machine, left, right),
        BinaryOperator.Multiply => Multiply(machine, left, right),
        _ => null,
    };

    public static bool IsSequence(PyObject value) => value is PyText or PyList or PyTuple or PyDeque;

    private static PyObject? Add(Machine machine, PyObject left, PyObject right)
    {
        switch (left, right)
        {
            case (PyText a, PyText b):
                machine.Budget.AllocateText((long)a.Value.Length + b.Value.Length);
                return PyText.Of(a.Value + b.Value);
            case (PyList a, PyList b):
                Pay(machine, (long)a.Items.Count + b.Items.Count);
                return new PyList([.. a.Items, .. b.Items]);
            case (PyTuple a, PyTuple b):
                Pay(machine, (long)a.Items.Length + b.Items.Length);
                return new PyTuple([.. a.Items, .. b.Items]);
            case (PyDeque a, PyDeque b):
                Pay(machine, (long)a.Items.Count + b.Items.Count);
                return new PyDeque([.. a.Items, .. b.Items], a.Capacity);
            case (PyText or PyList or PyTuple, _):
                throw PyError.Type($"can only concatenate {left.Type.Name} (not \"{right.Type.Name}\") to {left.Type.Name}");
            default:
                return null;
        }
    }

    private static PyObject? Multiply(Machine machine, PyObject left, PyObject right)
    {
        if (!IsSequence(left))
        {
            (left, right) = (right, left);
        }

        if (!IsSequence(left))
        {
            return null;
        }

        if (right is not PyInteger count)
        {
            throw PyError.Type($"can't multiply sequence by non-int of type '{right.Type.Name}'");
        }

        var times = Math.Max(0, count.Value);
        switch (left)
        {
            case PyText text:
                machine.Budget.AllocateText(Product(machine, text.Value.Length, times));
                return PyText.Of(string.Concat(Enumerable.Repeat(text.Value, text.Value.Length == 0 ? 0 : (int)times)));
            case PyList list:
                return new PyList(Repeat(machine, list.Items, times));
            case PyTuple tuple:
                return new PyTuple([.. Repeat(machine, tuple.Items, times)]);
            default:
                return new PyDeque(Repeat(machine, ((PyDeque)left).Items, times), ((PyDeque)left).Capacity);
        }
    }

    public static List<PyObject> Repeat(Machine machine, IReadOnlyList<PyObject> items, long times)
    {
        var total = Product(machine, items.Count, times);
        Pay(machine, total);
        var repeated = new List<PyObject>((int)total);
        for (long i = 0; i < times && items.Count > 0; i++)
        {
            repeated.AddRange(items);
        }

        return repeated;
    }

    private static void Pay(Machine machine, long items)
    {
        machine.Budget.Allocate(1 + items);
        machine.Step(items);
    }

    private static long Product(Machine machine, long length, long times)
    {
        if (length > 0 && times > int.MaxValue / length)
        {
            machine.Budget.Allocate(long.MaxValue);
        }

        return length * times;
    }
}
