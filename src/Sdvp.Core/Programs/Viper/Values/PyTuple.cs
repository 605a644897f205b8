namespace Sdvp.Core.Programs.Viper.Values;

internal sealed class PyTuple(PyObject[] items) : PyObject
{
    public static PyTuple Empty { get; } = new([]);

    public PyObject[] Items => items;

    public override PyType Type => Types.Tuple;

    public override bool IsTrue => items.Length > 0;
}
