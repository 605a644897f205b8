namespace Sdvp.Core.Programs.Viper.Values;

/// <summary>Python's tree of built-in exceptions.</summary>
internal static class ExceptionTypes
{
    private const string Tree =
        """
        BaseException: Exception KeyboardInterrupt SystemExit GeneratorExit
        Exception: ArithmeticError AssertionError AttributeError BufferError EOFError ImportError LookupError MemoryError NameError OSError
        Exception: ReferenceError RuntimeError StopIteration StopAsyncIteration SyntaxError SystemError TypeError ValueError Warning
        ArithmeticError: FloatingPointError OverflowError ZeroDivisionError
        ImportError: ModuleNotFoundError
        LookupError: IndexError KeyError
        NameError: UnboundLocalError
        OSError: BlockingIOError ChildProcessError ConnectionError FileExistsError FileNotFoundError InterruptedError IsADirectoryError
        OSError: NotADirectoryError PermissionError ProcessLookupError TimeoutError
        RuntimeError: NotImplementedError RecursionError
        SyntaxError: IndentationError
        ValueError: UnicodeError
        UnicodeError: UnicodeDecodeError UnicodeEncodeError
        Warning: DeprecationWarning FutureWarning RuntimeWarning UserWarning
        """;

    public static IReadOnlyDictionary<string, PyType> All { get; } = Build();

    public static PyType Of(string name) => All[name];

    private static Dictionary<string, PyType> Build()
    {
        var all = new Dictionary<string, PyType>(StringComparer.Ordinal) { ["BaseException"] = Make("BaseException", null) };
        foreach (var line in Tree.Split('\n'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            foreach (var name in line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                all.Add(name, Make(name, all[line[..colon].Trim()]));
            }
        }

        all.Add("EnvironmentError", all["OSError"]);
        all.Add("IOError", all["OSError"]);
        return all;
    }

    private static PyType Make(string name, PyType? parent)
    {
        PyType? type = null;
        type = new PyType(name, parent is null ? Members : null, () => new PyNative(name, "*args", (_, a) => new PyException(type!, ((PyTuple)a[0]).Items)), parent);
        return type;
    }

    private static IEnumerable<PyNative> Members() =>
    [
        new("with_traceback", "self, tb, /", (_, a) => a[0]) { Owner = "BaseException" },
        new("add_note", "self, note, /", (_, _) => PyNone.Instance) { Owner = "BaseException" },
    ];
}
