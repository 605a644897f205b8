using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>A value of the host that has items.</summary>
internal interface IPyIndexable
{
    PyObject Index(Machine machine, PyObject key);
}
