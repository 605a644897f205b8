using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>Values as numbers.</summary>
internal static class Numbers
{
    public static bool TryGetDouble(PyObject value, out double number)
    {
        switch (value)
        {
            case PyFloat f:
                number = f.Value;
                return true;
            case PyInteger i:
                number = i.Value;
                return true;
            default:
                number = 0;
                return false;
        }
    }

    /// <summary>A number where a real one is required.</summary>
    public static double Double(PyObject value) =>
        TryGetDouble(value, out var number) ? number : throw PyError.Type($"must be real number, not {value.Type.Name}");

    /// <summary>An integer where Python takes nothing else for one.</summary>
    public static long Index(PyObject value) =>
        value is PyInteger integer ? integer.Value : throw PyError.Type($"'{value.Type.Name}' object cannot be interpreted as an integer");

    /// <summary>A whole double as an integer.</summary>
    public static PyInteger ToInteger(double number) => number switch
    {
        double.NaN => throw PyError.ValueOf("cannot convert float NaN to integer"),
        double.PositiveInfinity or double.NegativeInfinity => throw PyError.Overflow("cannot convert float infinity to integer"),
        >= -9223372036854775808.0 and < 9223372036854775808.0 => PyInteger.Of((long)number),
        _ => throw IntegerOverflow(),
    };

    public static PyError IntegerOverflow() => PyError.Overflow("integer out of range: integers have 64 bits here");
}
