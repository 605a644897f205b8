using Sdvp.Core.Programs.Viper.Runtime;

namespace Sdvp.Core.Programs.Viper.Values;

/// <summary>A dict that makes the values of missing keys.</summary>
internal sealed class PyDefaultDict(PyObject factory) : PyDict
{
    public PyObject Factory => factory;

    public override PyType Type => Types.DefaultDict;

    public override IEnumerable<string> DataNames => ["default_factory"];

    public override PyObject? FindData(string name) => name == "default_factory" ? factory : null;

    public override async ValueTask<PyObject?> MissingAsync(Machine machine, PyObject key)
    {
        if (factory is PyNone)
        {
            return null;
        }

        var value = await machine.CallAsync(factory);
        Set(machine, key, value);
        return value;
    }

    public override PyDict NewLike() => new PyDefaultDict(factory);
}
