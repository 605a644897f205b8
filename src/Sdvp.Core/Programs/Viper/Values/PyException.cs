namespace Sdvp.Core.Programs.Viper.Values;

/// <summary>An exception of the program.</summary>
internal sealed class PyException(PyType type, PyObject[] arguments) : PyObject
{
    public PyObject[] Arguments => arguments;

    public PyObject? Cause { get; set; }

    /// <summary>Offset and length of the place in the source where it was raised first; null until then.</summary>
    public (int Start, int Length)? Place { get; set; }

    /// <summary>What the host adds to the message when nothing catches it, such as the nearest name; empty for nothing.</summary>
    public string Hint { get; init; } = "";

    public override PyType Type => type;

    public override IEnumerable<string> DataNames => ["args"];

    public override PyObject? FindData(string name) => name switch
    {
        "args" => new PyTuple(arguments),
        "value" when type.IsSubtypeOf(Types.StopIteration) => arguments.Length > 0 ? arguments[0] : PyNone.Instance,
        _ => null,
    };
}
