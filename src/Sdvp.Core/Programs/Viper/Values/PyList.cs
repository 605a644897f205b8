namespace Sdvp.Core.Programs.Viper.Values;

internal sealed class PyList(List<PyObject> items) : PyObject
{
    public List<PyObject> Items { get; set; } = items;

    public override PyType Type => Types.List;

    public override bool IsTrue => Items.Count > 0;
}
