using System.Text;
using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Formatting;

/// <summary>Formats by <c>%</c>.</summary>
internal sealed class PercentFormat
{
    private readonly Machine _machine;
    private readonly string _format;
    private readonly PyObject _argument;
    private readonly PyObject[]? _values;
    private readonly StringBuilder _output = new();
    private int _at;
    private int _next;

    private PercentFormat(Machine machine, string format, PyObject argument)
    {
        _machine = machine;
        _format = format;
        _argument = argument;
        _values = (argument as PyTuple)?.Items;
    }

    public static string Format(Machine machine, string format, PyObject argument)
    {
        var formatting = new PercentFormat(machine, format, argument);
        formatting.Run();
        return formatting._output.ToString();
    }

    private void Run()
    {
        while (_at < _format.Length)
        {
            _machine.Step();
            var c = _format[_at++];
            if (c != '%')
            {
                _output.Append(c);
            }
            else
            {
                Field();
            }
        }

        var left = _values is null ? _next == 0 && _argument is not (PyDict or PyList or PySet) : _next < _values.Length;
        if (left && !_usedMapping)
        {
            throw PyError.Type("not all arguments converted during string formatting");
        }

        _machine.Budget.AllocateText(_output.Length);
    }

    private bool _usedMapping;

    private void Field()
    {
        PyObject? value = null;
        if (Current == '(')
        {
            value = Mapped();
        }

        var spec = new FormatSpec { Align = '>' };
        for (; Current is '-' or '+' or ' ' or '#' or '0'; _at++)
        {
            spec = Current switch
            {
                '-' => spec with { Align = '<' },
                '+' => spec with { Sign = '+' },
                ' ' => spec.Sign == '+' ? spec : spec with { Sign = ' ' },
                '#' => spec with { IsAlternate = true },
                _ => spec with { Fill = "0" },
            };
        }

        var width = Number();
        spec = spec with { Width = Math.Abs(width ?? 0), Align = width < 0 ? '<' : spec.Align };
        if (Current == '.')
        {
            _at++;
            spec = spec with { Precision = Math.Max(0, Number() ?? 0) };
        }

        while (Current is 'h' or 'l' or 'L')
        {
            _at++;
        }

        if (_at >= _format.Length)
        {
            throw PyError.ValueOf("incomplete format");
        }

        _machine.Budget.AllocateText((long)spec.Width + Math.Max(0, spec.Precision));
        var type = _format[_at++];
        if (type == '%')
        {
            _output.Append('%');
            return;
        }

        if (!"diouxXeEfFgGcrsa".Contains(type, StringComparison.Ordinal))
        {
            throw PyError.ValueOf($"unsupported format character '{type}' (0x{(int)type:x}) at index {_at - 1}");
        }

        Append(type, value ?? Next(), spec with { Fill = spec.Align == '<' ? " " : spec.Fill });
    }

    private char Current => _at < _format.Length ? _format[_at] : '\0';

    private PyObject Mapped()
    {
        if (_argument is not PyDict dict)
        {
            throw PyError.Type("format requires a mapping");
        }

        var depth = 1;
        var start = ++_at;
        for (; _at < _format.Length && depth > 0; _at++)
        {
            depth += _format[_at] == '(' ? 1 : _format[_at] == ')' ? -1 : 0;
        }

        if (depth > 0)
        {
            throw PyError.ValueOf("incomplete format key");
        }

        _usedMapping = true;
        var key = PyText.Of(_format[start..(_at - 1)]);
        return dict.Find(_machine, key) ?? (dict is PyCounter ? PyInteger.Of(0) : throw PyError.Key(key));
    }

    private int? Number()
    {
        if (Current == '*')
        {
            _at++;
            return Next() is PyInteger integer ? (int)Math.Clamp(integer.Value, -int.MaxValue, int.MaxValue) : throw PyError.Type("* wants int");
        }

        long number = 0;
        var start = _at;
        for (; char.IsAsciiDigit(Current); _at++)
        {
            number = Math.Min(int.MaxValue, (number * 10) + Current - '0');
        }

        return _at == start ? null : (int)number;
    }

    private PyObject Next()
    {
        if (_values is not null)
        {
            return _next < _values.Length ? _values[_next++] : throw NotEnough();
        }

        return _next++ == 0 ? _argument : throw NotEnough();
    }

    private static PyError NotEnough() => PyError.Type("not enough arguments for format string");

    private void Append(char type, PyObject value, FormatSpec spec)
    {
        switch (type)
        {
            case 's' or 'r' or 'a':
                var text = PyText.Of(type switch
                {
                    's' => Repr.Str(_machine, value),
                    'r' => Repr.Of(_machine, value),
                    _ => Formatter.Ascii(Repr.Of(_machine, value)),
                });
                var shown = spec.Precision >= 0 && spec.Precision < text.Length ? text.Part(0, spec.Precision) : text.Value;
                _output.Append(Formatter.Pad(_machine, shown, spec with { Fill = " " }, '>'));
                break;
            case 'c':
                _output.Append(Formatter.Pad(_machine, Character(value), spec with { Fill = " " }, '>'));
                break;
            case 'd' or 'i' or 'u' or 'o' or 'x' or 'X':
                AppendInteger(type, value, spec);
                break;
            default:
                AppendFloat(type, value, spec);
                break;
        }
    }

    private static string Character(PyObject value) => value switch
    {
        PyText { Length: 1 } text => text.Value,
        PyInteger { Value: >= 0 and <= 0x10FFFF } code => IntegerFormat.CodePoint(code.Value),
        PyInteger => throw PyError.Overflow("%c arg not in range(0x110000)"),
        _ => throw PyError.Type("%c requires int or char"),
    };

    private void AppendInteger(char type, PyObject value, FormatSpec spec)
    {
        var integer = value switch
        {
            PyInteger i => i,
            PyFloat f when type is 'd' or 'i' or 'u' => Numbers.ToInteger(Math.Truncate(f.Value)),
            _ when type is 'd' or 'i' or 'u' => throw PyError.Type($"%{type} format: a real number is required, not {value.Type.Name}"),
            _ => throw PyError.Type($"%{type} format: an integer is required, not {value.Type.Name}"),
        };
        var digits = IntegerFormat.Digits(integer.Value, type).PadLeft(Math.Max(0, spec.Precision), '0');
        var prefix = spec.IsAlternate && type is 'o' or 'x' or 'X' && spec.IsAlternate ? $"0{type}" : "";
        _output.Append(NumberLayout.Lay(_machine, integer.Value < 0, prefix, digits, "", Filled(spec)));
    }

    private void AppendFloat(char type, PyObject value, FormatSpec spec)
    {
        if (!Numbers.TryGetDouble(value, out var number))
        {
            throw PyError.Type(value is PyText ? "must be real number, not str" : $"must be real number, not {value.Type.Name}");
        }

        _output.Append(FloatFormat.Format(_machine, number, Filled(spec) with { Type = type }, "float"));
    }

    private static FormatSpec Filled(FormatSpec spec) => spec.Fill == "0" ? spec with { Align = '=' } : spec;
}
