using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>Gives values one after the other.</summary>
internal abstract class PyIterator(PyType type) : PyObject
{
    public override PyType Type => type;

    /// <summary>Gives the next value; null at the end. Pays a step for it.</summary>
    public abstract ValueTask<PyObject?> NextAsync(Machine machine);
}
