namespace Sdvp.Core.Programs.Viper.Values;

internal sealed class PyEllipsis : PyObject
{
    private PyEllipsis()
    {
    }

    public static PyEllipsis Instance { get; } = new();

    public override PyType Type => Types.Ellipsis;
}
