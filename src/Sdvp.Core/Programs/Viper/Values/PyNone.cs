namespace Sdvp.Core.Programs.Viper.Values;

internal sealed class PyNone : PyObject
{
    private PyNone()
    {
    }

    public static PyNone Instance { get; } = new();

    public override PyType Type => Types.None;

    public override bool IsTrue => false;
}
