using System.Text;
using Sdvp.Core.Programs.Viper.Formatting;
using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Library;

/// <summary>The functions, types and exceptions that programs find without an import.</summary>
internal static class Builtins
{
    /// <summary>Python's built-in functions that programs must do without, for they reach beyond the program.</summary>
    public static IReadOnlySet<string> Forbidden { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "breakpoint", "bytearray", "bytes", "classmethod", "compile", "copyright", "credits", "delattr", "dir", "eval", "exec", "exit", "getattr", "globals",
        "hasattr", "help", "id", "input", "license", "locals", "memoryview", "object", "open", "property", "quit", "setattr", "staticmethod", "super", "vars",
    };

    public static PyNative TypeOf { get; } = new("type", "object, /", (_, a) => a[0].Type);

    public static IReadOnlyDictionary<string, PyObject> All { get; } = Build();

    private static Dictionary<string, PyObject> Build()
    {
        var all = new Dictionary<string, PyObject>(StringComparer.Ordinal);
        foreach (var type in new[]
        {
            Types.Bool, Types.Dict, Types.Enumerate, Types.Filter, Types.Float, Types.FrozenSet, Types.Int, Types.List, Types.Map, Types.Range, Types.Reversed,
            Types.Set, Types.Text, Types.Tuple, Types.Type, Types.Zip,
        })
        {
            all.Add(type.Name, type);
        }

        foreach (var (name, type) in ExceptionTypes.All)
        {
            all.Add(name, type);
        }

        foreach (var function in Functions().Concat(IterationFunctions.All()))
        {
            all.Add(function.Name, function);
        }

        all.Add("NotImplemented", PyNone.Instance);
        all.Add("Ellipsis", PyEllipsis.Instance);
        return all;
    }

    private static IEnumerable<PyNative> Functions() =>
    [
        new("abs", "x, /", (_, a) => Abs(a[0])),
        new("ascii", "obj, /", (m, a) => PyText.Of(Formatter.Ascii(Repr.Of(m, a[0])))),
        new("bin", "number, /", (_, a) => PyText.Of(Radix(a[0], 'b'))),
        new("callable", "obj, /", (m, a) => PyBool.Of(Machine.IsCallable(a[0]))),
        new("chr", "i, /", (_, a) => Chr(a[0])),
        new("divmod", "x, y, /", (m, a) => DivMod(m, a[0], a[1])),
        new("format", "value, format_spec=, /", (m, a) => Format(m, a[0], a[1])),
        new("hex", "number, /", (_, a) => PyText.Of(Radix(a[0], 'x'))),
        new("isinstance", "obj, class_or_tuple, /", (_, a) => PyBool.Of(IsInstance(a[0], a[1]))),
        new("issubclass", "cls, class_or_tuple, /", (_, a) => PyBool.Of(IsSubclass(a[0], a[1]))),
        new("len", "obj, /", (_, a) => PyInteger.Of(Length(a[0]))),
        new("oct", "number, /", (_, a) => PyText.Of(Radix(a[0], 'o'))),
        new("ord", "c, /", (_, a) => Ord(a[0])),
        new("pow", "base, exp, mod=", (m, a) => Pow(m, a[0], a[1], a[2])),
        new("print", "*args, sep=, end=, file=, flush=", Print),
        new("repr", "obj, /", (m, a) => PyText.Of(Repr.Of(m, a[0]))),
        new("round", "number, ndigits=", (_, a) => Rounding.Round(a[0], a[1])),
    ];

    public static long Length(PyObject value) => value switch
    {
        PyText text => text.Length,
        PyList list => list.Items.Count,
        PyTuple tuple => tuple.Items.Length,
        PyDict dict => dict.Count,
        PyDictView view => view.Dict.Count,
        PySet set => set.Count,
        PyRange range => range.Length,
        PyDeque deque => deque.Items.Count,
        _ => throw PyError.Type($"object of type '{value.Type.Name}' has no len()"),
    };

    public static PyObject Abs(PyObject value) => value switch
    {
        PyInteger { Value: < 0 } => Operators.Negate(value),
        PyInteger integer => PyInteger.Of(integer.Value),
        PyFloat number => new PyFloat(Math.Abs(number.Value)),
        _ => throw PyError.Type($"bad operand type for abs(): '{value.Type.Name}'"),
    };

    private static string Radix(PyObject value, char type)
    {
        var number = Numbers.Index(value);
        return $"{(number < 0 ? "-" : "")}0{type}{IntegerFormat.Digits(number, type)}";
    }

    private static PyText Chr(PyObject value)
    {
        var code = Numbers.Index(value);
        return code is >= 0 and <= 0x10FFFF ? PyText.Of(IntegerFormat.CodePoint(code)) : throw PyError.ValueOf("chr() arg not in range(0x110000)");
    }

    private static PyInteger Ord(PyObject value)
    {
        if (value is not PyText text)
        {
            throw PyError.Type($"ord() expected string of length 1, but {value.Type.Name} found");
        }

        return text.Length != 1
            ? throw PyError.Type($"ord() expected a character, but string of length {text.Length} found")
            : PyInteger.Of(text.Value.Length == 2 ? char.ConvertToUtf32(text.Value, 0) : text.Value[0]);
    }

    private static PyTuple DivMod(Machine machine, PyObject left, PyObject right)
    {
        var isFloat = left is PyFloat || right is PyFloat;
        if (!Numbers.TryGetDouble(left, out _) || !Numbers.TryGetDouble(right, out var divisor))
        {
            throw PyError.Type($"unsupported operand type(s) for divmod(): '{left.Type.Name}' and '{right.Type.Name}'");
        }

        if (isFloat && divisor == 0)
        {
            throw PyError.ZeroDivision("float divmod()");
        }

        return new PyTuple([Operators.Apply(machine, BinaryOperator.FloorDivide, left, right), Operators.Apply(machine, BinaryOperator.Modulo, left, right)]);
    }

    private static PyText Format(Machine machine, PyObject value, PyObject? spec) => spec switch
    {
        null => Arguments.MakeText(machine, Repr.Str(machine, value)),
        PyText text => PyText.Of(Formatter.Format(machine, value, text.Value)),
        _ => throw PyError.Type($"format() argument 2 must be str, not {spec.Type.Name}"),
    };

    private static bool IsInstance(PyObject value, PyObject type) => type switch
    {
        PyType one => value.Type.IsSubtypeOf(one),
        PyTuple several => several.Items.Any(t => IsInstance(value, t)),
        _ => throw PyError.Type("isinstance() arg 2 must be a type, a tuple of types, or a union"),
    };

    private static bool IsSubclass(PyObject value, PyObject type) => (value, type) switch
    {
        (PyType one, PyType other) => one.IsSubtypeOf(other),
        (PyType, PyTuple several) => several.Items.Any(t => IsSubclass(value, t)),
        (PyType, _) => throw PyError.Type("issubclass() arg 2 must be a class, a tuple of classes, or a union"),
        _ => throw PyError.Type("issubclass() arg 1 must be a class"),
    };

    private static PyObject Pow(Machine machine, PyObject value, PyObject exponent, PyObject? modulus)
    {
        if (!Arguments.IsGiven(modulus))
        {
            return Operators.Apply(machine, BinaryOperator.Power, value, exponent);
        }

        if (value is not PyInteger a || exponent is not PyInteger b || modulus is not PyInteger n)
        {
            throw PyError.Type("pow() 3rd argument not allowed unless all arguments are integers");
        }

        if (n.Value == 0)
        {
            throw PyError.ValueOf("pow() 3rd argument cannot be 0");
        }

        var big = new System.Numerics.BigInteger(a.Value);
        if (b.Value < 0)
        {
            throw PyError.ValueOf("negative exponents with a modulus are not supported");
        }

        var power = System.Numerics.BigInteger.ModPow(big, b.Value, n.Value);
        return PyInteger.Of((long)(power.Sign != 0 && power.Sign != Math.Sign(n.Value) ? power + n.Value : power));
    }

    private static PyNone Print(Machine machine, PyObject[] a)
    {
        var separator = Separator(a[0], "sep", " ");
        var end = Separator(a[1], "end", "\n");
        var output = new StringBuilder();
        var items = ((PyTuple)a[^1]).Items;
        for (var i = 0; i < items.Length; i++)
        {
            output.Append(i > 0 ? separator : "").Append(Repr.Str(machine, items[i]));
        }

        output.Append(end);
        machine.Budget.AllocateText(output.Length);
        machine.Log.Write(output.ToString());
        return PyNone.Instance;
    }

    private static string Separator(PyObject? value, string name, string missing) => value switch
    {
        null or PyNone => missing,
        PyText text => text.Value,
        _ => throw PyError.Type($"{name} must be None or a string, not {value.Type.Name}"),
    };
}
