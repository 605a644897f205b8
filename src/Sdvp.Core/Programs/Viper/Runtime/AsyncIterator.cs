using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>An iterator over others, or over calls, that may wait.</summary>
internal sealed class AsyncIterator(PyType type, Func<Machine, ValueTask<PyObject?>> next) : PyIterator(type)
{
    private bool _ended;

    public override async ValueTask<PyObject?> NextAsync(Machine machine)
    {
        machine.Step();
        if (_ended)
        {
            return null;
        }

        machine.EnterHost();
        try
        {
            var value = await next(machine);
            _ended |= value is null;
            return value;
        }
        finally
        {
            machine.LeaveHost();
        }
    }
}
