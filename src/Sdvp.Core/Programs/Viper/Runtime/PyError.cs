using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>Carries an exception of the program through the host's code. Never leaves the language.</summary>
internal sealed class PyError(PyException value) : Exception
{
    public PyException Value => value;

    public override string Message => $"{value.Type.Name}: {value.Arguments.Length} arguments";

    public static PyError Type(string message) => Make("TypeError", message);

    public static PyError ValueOf(string message) => Make("ValueError", message);

    public static PyError Index(string message) => Make("IndexError", message);

    public static PyError Key(PyObject key) => new(new PyException(ExceptionTypes.Of("KeyError"), [key]));

    public static PyError Overflow(string message) => Make("OverflowError", message);

    public static PyError ZeroDivision(string message) => Make("ZeroDivisionError", message);

    public static PyError Runtime(string message) => Make("RuntimeError", message);

    public static PyError Make(string type, string message, string hint = "") =>
        new(new PyException(ExceptionTypes.Of(type), [PyText.Of(message)]) { Hint = hint });
}
