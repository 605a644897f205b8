using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Library;

/// <summary>Reads the arguments of host functions.</summary>
internal static class Arguments
{
    public static bool IsGiven(PyObject? value) => value is not null and not PyNone;

    public static long Integer(PyObject? value, long missing) => value is null ? missing : Numbers.Index(value);

    public static int Size(PyObject value) => (int)Math.Clamp(Numbers.Index(value), -int.MaxValue, int.MaxValue);

    public static bool Truth(PyObject? value, bool missing = false) => value?.IsTrue ?? missing;

    public static string Text(PyObject value, string function, int position) => value is PyText text
        ? text.Value
        : throw PyError.Type($"{function}() argument {position} must be str, not {value.Type.Name}");

    public static PyText MakeText(Machine machine, string text)
    {
        machine.Budget.AllocateText(text.Length);
        return PyText.Of(text);
    }

    public static PyList MakeList(Machine machine, IReadOnlyCollection<PyObject> items)
    {
        machine.Budget.Allocate(1 + items.Count);
        return new PyList([.. items]);
    }

    /// <summary>A callback's answer where one is given, the value itself where none is.</summary>
    public static ValueTask<PyObject> KeyOfAsync(Machine machine, PyObject? key, PyObject value) =>
        IsGiven(key) ? machine.CallAsync(key!, value) : new(value);
}
