using System.Collections.Immutable;
using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.Viper.Api;

/// <summary>Values of modules and hosts as values of programs, and back.</summary>
internal static class ValueConversion
{
    private const int MaximumDepth = 64;

    /// <summary>A value that a module or a host gave.</summary>
    public static PyObject FromProgram(ProgramValue value) => value switch
    {
        TextValue text => PyText.Of(text.Text),
        IntegerValue integer => PyInteger.Of(integer.Value),
        NumberValue number => new PyFloat(number.Value),
        BooleanValue boolean => PyBool.Of(boolean.Value),
        ImageValue image => new PyImage(image),
        ListValue { Items: { Length: > 0 } items } when items.All(i => i is ImageValue) => new PyVideo([.. items.Cast<ImageValue>()]),
        ListValue { Form: ListForm.Tuple } list => new PyTuple([.. list.Items.Select(FromProgram)]),
        ListValue list => new PyList([.. list.Items.Select(FromProgram)]),
        RegionsValue regions => new PyList([.. regions.Regions.Select(r => new PyTuple(
            [PyInteger.Of(r.Box.Left), PyInteger.Of(r.Box.Top), PyInteger.Of(r.Box.Right), PyInteger.Of(r.Box.Bottom)]))]),
        _ => PyNone.Instance,
    };

    /// <summary>A value for modules and hosts; what they have no kind for becomes its text.</summary>
    public static ProgramValue ToProgram(Machine machine, PyObject value) => Convert(machine, value, MaximumDepth);

    private static ProgramValue Convert(Machine machine, PyObject value, int depth)
    {
        machine.Step();
        switch (value)
        {
            case PyNone:
                return ProgramValue.None;
            case PyText text:
                return new TextValue(text.Value);
            case PyBool boolean:
                return new BooleanValue(boolean.IsTrue);
            case PyInteger integer:
                return new IntegerValue(integer.Value);
            case PyFloat number:
                return new NumberValue(number.Value);
            case PyImage image:
                return image.Image;
            case PyImagePatch patch:
                return patch.Image;
            case PyVideo video:
                return new ListValue([.. video.Frames]);
        }

        // Self-reference ends at the depth, as text with dots in it.
        if (depth == 0 || Items(value) is not { } items)
        {
            return new TextValue(Repr.Str(machine, value));
        }

        machine.Budget.Allocate(items.Count + 1);
        ImmutableArray<ProgramValue> converted = [.. items.Select(i => Convert(machine, i, depth - 1))];
        return new ListValue(converted) { Form = FormOf(value) };
    }

    private static IReadOnlyList<PyObject>? Items(PyObject value) => value switch
    {
        PyList list => list.Items,
        PyTuple tuple => tuple.Items,
        PySet set => [.. set.Items],
        PyDict dict when dict.GetType() == typeof(PyDict) => [.. dict.Items.Select(i => new PyTuple([i.Key, i.Value]))],
        _ => null,
    };

    private static ListForm FormOf(PyObject value) => value switch
    {
        PyTuple => ListForm.Tuple,
        PySet => ListForm.Set,
        PyDict => ListForm.Mapping,
        _ => ListForm.List,
    };
}
