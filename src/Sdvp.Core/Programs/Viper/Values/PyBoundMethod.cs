namespace Sdvp.Core.Programs.Viper.Values;

/// <summary>A method together with the value that it was taken from.</summary>
internal sealed class PyBoundMethod(PyObject self, PyNative method) : PyObject
{
    public PyObject Self => self;

    public PyNative Method => method;

    public override PyType Type => Types.NativeFunction;
}
