namespace Sdvp.Core.Programs.Viper.Values;

internal sealed class PyFloat(double value) : PyObject
{
    public double Value => value;

    public override PyType Type => Types.Float;

    public override bool IsTrue => value != 0;
}
