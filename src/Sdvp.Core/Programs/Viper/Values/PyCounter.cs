using Sdvp.Core.Programs.Viper.Runtime;

namespace Sdvp.Core.Programs.Viper.Values;

/// <summary>A dict of counts; a missing key counts 0.</summary>
internal sealed class PyCounter : PyDict
{
    public override PyType Type => Types.Counter;

    public override ValueTask<PyObject?> MissingAsync(Machine machine, PyObject key) => new(PyInteger.Of(0));

    public override PyDict NewLike() => new PyCounter();

    public void Add(Machine machine, PyObject key, PyObject count) =>
        Set(machine, key, Find(machine, key) is { } before ? Operators.Apply(machine, BinaryOperator.Add, before, count) : count);
}
