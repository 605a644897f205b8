namespace Sdvp.Core.Programs.Viper.Values;

/// <summary>A function with some of its arguments given.</summary>
internal sealed class PyPartial(PyObject function, PyObject[] positional, string[] names, PyObject[] named) : PyObject
{
    public PyObject Function => function;

    public PyObject[] Positional => positional;

    public string[] Names => names;

    public PyObject[] Named => named;

    public override PyType Type => Types.Partial;
}
