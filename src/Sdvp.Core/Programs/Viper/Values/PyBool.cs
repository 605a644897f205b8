namespace Sdvp.Core.Programs.Viper.Values;

internal sealed class PyBool : PyInteger
{
    private PyBool(bool value)
        : base(value ? 1 : 0)
    {
    }

    public static PyBool True { get; } = new(true);

    public static PyBool False { get; } = new(false);

    public override PyType Type => Types.Bool;

    public static PyBool Of(bool value) => value ? True : False;
}
