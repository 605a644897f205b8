namespace Sdvp.Core.Programs.Viper.Values;

internal sealed class PySlice(PyObject lower, PyObject upper, PyObject step) : PyObject
{
    public PyObject Lower => lower;

    public PyObject Upper => upper;

    public PyObject Step => step;

    public override PyType Type => Types.Slice;
}
