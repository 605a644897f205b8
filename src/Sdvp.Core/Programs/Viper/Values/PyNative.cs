using Sdvp.Core.Programs.Viper.Runtime;

namespace Sdvp.Core.Programs.Viper.Values;

/// <summary>A function of the host. Immutable and shared; a method's first argument is the value that it is called on.</summary>
internal sealed class PyNative : PyObject
{
    private readonly string _parameters;
    private NativeSignature? _signature;

    /// <param name="name">Its name.</param>
    /// <param name="parameters">See <see cref="NativeSignature"/>.</param>
    /// <param name="body">Answers at once.</param>
    public PyNative(string name, string parameters, Func<Machine, PyObject[], PyObject> body)
    {
        Name = name;
        _parameters = parameters;
        Body = body;
    }

    /// <param name="name">Its name.</param>
    /// <param name="parameters">See <see cref="NativeSignature"/>.</param>
    /// <param name="body">May wait: it calls modules, or functions of the program.</param>
    public PyNative(string name, string parameters, Func<Machine, PyObject[], ValueTask<PyObject>> body)
    {
        Name = name;
        _parameters = parameters;
        AsyncBody = body;
    }

    public string Name { get; }

    /// <summary>The type that this is a method of; null for functions.</summary>
    public string? Owner { get; init; }

    public Func<Machine, PyObject[], PyObject>? Body { get; }

    public Func<Machine, PyObject[], ValueTask<PyObject>>? AsyncBody { get; }

    public NativeSignature Signature => _signature ??= NativeSignature.Parse(_parameters);

    public override PyType Type => Owner is null ? Types.NativeFunction : Types.MethodDescriptor;
}
