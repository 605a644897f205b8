using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>
/// The parameters of a host function, from a text such as <c>iterable, /, *, key=, reverse=</c>: a name with <c>=</c> is optional and comes as
/// null where it is not given; <c>*name</c> comes as a tuple, <c>**name</c> as a dict. A first parameter <c>self</c> is the method's owner.
/// </summary>
internal sealed class NativeSignature
{
    private readonly string[] _names;
    private readonly bool[] _isOptional;
    private readonly int _positionalOnly;
    private readonly int _positional;
    private readonly bool _isVariadic;
    private readonly bool _takesKeywords;
    private readonly bool _isMethod;
    private readonly int _required;

    private NativeSignature(string[] names, bool[] isOptional, int positionalOnly, int positional, bool isVariadic, bool takesKeywords)
    {
        _names = names;
        _isOptional = isOptional;
        _positionalOnly = positionalOnly;
        _positional = positional;
        _isVariadic = isVariadic;
        _takesKeywords = takesKeywords;
        _isMethod = names.Length > 0 && names[0] == "self";
        _required = _isOptional.Take(positional).TakeWhile(o => !o).Count();
    }

    private int SlotCount => _names.Length + (_isVariadic ? 1 : 0) + (_takesKeywords ? 1 : 0);

    public static NativeSignature Parse(string parameters)
    {
        var names = new List<string>();
        var optional = new List<bool>();
        var (positionalOnly, positional) = (0, -1);
        var (isVariadic, takesKeywords) = (false, false);
        foreach (var part in parameters.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "/")
            {
                positionalOnly = names.Count;
            }
            else if (part.StartsWith("**", StringComparison.Ordinal))
            {
                takesKeywords = true;
            }
            else if (part.StartsWith('*'))
            {
                isVariadic = part.Length > 1;
                positional = names.Count;
            }
            else
            {
                names.Add(part.TrimEnd('='));
                optional.Add(part.EndsWith('='));
            }
        }

        positional = positional < 0 ? names.Count : positional;
        return new NativeSignature([.. names], [.. optional], isVariadic && positionalOnly == 0 ? positional : positionalOnly, positional, isVariadic, takesKeywords);
    }

    /// <summary>Puts the arguments of a call into the order of the parameters; a missing one is null, then a tuple and a dict where there are stars.</summary>
    public PyObject[] Bind(Machine machine, PyNative function, PyObject[] values, string[] keywords)
    {
        if (keywords.Length == 0 && !_isVariadic && !_takesKeywords && values.Length == _names.Length && values.Length == _positional)
        {
            return values;
        }

        var slots = new PyObject[SlotCount];
        var given = values.Length - keywords.Length;
        if (given > _positional && !_isVariadic)
        {
            throw WrongCount(function, given, keywords.Length);
        }

        Array.Copy(values, slots, Math.Min(given, _positional));
        if (_isVariadic)
        {
            slots[_names.Length] = given > _positional ? new PyTuple(values[_positional..given]) : PyTuple.Empty;
        }

        var rest = _takesKeywords ? new PyDict() : null;
        if (rest is not null)
        {
            slots[^1] = rest;
        }

        for (var i = 0; i < keywords.Length; i++)
        {
            BindKeyword(machine, function, slots, rest, keywords[i], values[given + i]);
        }

        RequireAll(function, slots, given, keywords.Length);
        return slots;
    }

    private void BindKeyword(Machine machine, PyNative function, PyObject[] slots, PyDict? rest, string keyword, PyObject value)
    {
        var slot = Array.IndexOf(_names, keyword, _positionalOnly);
        if (slot >= 0)
        {
            slots[slot] = slots[slot] is null
                ? value
                : throw PyError.Type($"argument for {function.Name}() given by name ('{keyword}') and position ({slot + 1 - (_isMethod ? 1 : 0)})");
        }
        else if (rest is not null)
        {
            rest.Set(machine, PyText.Of(keyword), value);
        }
        else if (_positionalOnly == _names.Length)
        {
            throw PyError.Type($"{Qualified(function)}() takes no keyword arguments");
        }
        else
        {
            throw PyError.Type($"'{keyword}' is an invalid keyword argument for {function.Name}()");
        }
    }

    private void RequireAll(PyNative function, PyObject[] slots, int given, int keywords)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            if (slots[i] is not null || _isOptional[i])
            {
                continue;
            }

            if (i < _positionalOnly)
            {
                throw WrongCount(function, given, keywords);
            }

            throw PyError.Type($"{function.Name}() missing required argument '{_names[i]}' (pos {i + 1 - (_isMethod ? 1 : 0)})");
        }
    }

    private PyError WrongCount(PyNative function, int given, int keywords)
    {
        var self = _isMethod ? 1 : 0;
        var (least, most, count) = (_required - self, _positional - self, given - self);
        var hasOthers = _names.Length > _positional;
        if (least == 0 && most == 0)
        {
            return PyError.Type(hasOthers ? $"{function.Name}() takes no positional arguments" : $"{Qualified(function)}() takes no arguments ({count} given)");
        }

        if (least == 1 && most == 1 && !hasOthers && _positionalOnly == _names.Length && !_isVariadic)
        {
            return PyError.Type($"{Qualified(function)}() takes exactly one argument ({count} given)");
        }

        if (_positionalOnly < _positional)
        {
            return PyError.Type($"{function.Name}() takes at most {_names.Length - self} argument{(_names.Length - self == 1 ? "" : "s")} ({count + keywords} given)");
        }

        var (word, bound) = least == most ? ("", least) : count < least ? ("at least ", least) : ("at most ", most);
        return PyError.Type($"{function.Name} expected {word}{bound} argument{(bound == 1 ? "" : "s")}, got {count}");
    }

    private static string Qualified(PyNative function) => function.Owner is null ? function.Name : $"{function.Owner}.{function.Name}";
}
