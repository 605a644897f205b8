using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>What came of executing: a value, the end of a generator (null), or a frame that waits.</summary>
internal readonly record struct Outcome(PyObject? Value, Frame? Waiting, ValueTask<PyObject?> Pending)
{
    public static Outcome Of(PyObject? value) => new(value, null, default);
}
