using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>An iterator that never waits.</summary>
internal sealed class InstantIterator(PyType type, Func<Machine, PyObject?> next) : PyIterator(type)
{
    private bool _ended;

    public PyObject? Next(Machine machine)
    {
        machine.Step();
        var value = _ended ? null : next(machine);
        _ended |= value is null;
        return value;
    }

    public override ValueTask<PyObject?> NextAsync(Machine machine) => new(Next(machine));
}
