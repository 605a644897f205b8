using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>Augmented assignment: lists, sets and dicts change, other values are replaced.</summary>
internal static class InPlaceOperators
{
    public static ValueTask<PyObject> ApplyAsync(Machine machine, BinaryOperator op, PyObject target, PyObject value)
    {
        switch (target, op)
        {
            case (PyList list, BinaryOperator.Add):
                return ExtendAsync(machine, list, value);
            case (PyList list, BinaryOperator.Multiply) when value is PyInteger times:
                list.Items = SequenceOperators.Repeat(machine, list.Items, Math.Max(0, times.Value));
                return new(list);
            case (PyDict dict, BinaryOperator.Or) when value is PyDict merged && dict is not PyCounter:
                dict.Update(machine, merged);
                return new(dict);
            case (PySet { IsFrozen: false } set, BinaryOperator.Or) when value is PySet other:
                set.Merge(machine, other);
                return new(set);
            case (PySet { IsFrozen: false } set, BinaryOperator.And) when value is PySet other:
                set.TakeOver(SetAlgebra.Intersection(machine, set, other));
                return new(set);
            case (PySet { IsFrozen: false } set, BinaryOperator.Subtract) when value is PySet other:
                SetAlgebra.Remove(machine, set, other);
                return new(set);
            case (PySet { IsFrozen: false } set, BinaryOperator.Xor) when value is PySet other:
                SetAlgebra.Toggle(machine, set, other);
                return new(set);
            default:
                return new(Operators.Apply(machine, op, target, value, isInPlace: true));
        }
    }

    private static async ValueTask<PyObject> ExtendAsync(Machine machine, PyList list, PyObject value)
    {
        list.Items.AddRange(await Iteration.ToListAsync(machine, value));
        return list;
    }
}
