using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>Puts the arguments of a call into the variables of a function of the program.</summary>
internal static class FunctionBinder
{
    public static Frame Bind(Machine machine, PyFunction function, PyObject[] values, string[] keywords)
    {
        var code = function.Code;
        var parameters = code.Parameters!;
        var frame = new Frame(code, function.Closure);
        var slots = frame.Slots;
        var given = values.Length - keywords.Length;
        var positional = parameters.Positional.Length;
        if (given > positional && parameters.Variadic is null)
        {
            throw TooMany(function, given, keywords);
        }

        Array.Copy(values, slots, Math.Min(given, positional));
        var next = positional + parameters.KeywordOnly.Length;
        if (parameters.Variadic is not null)
        {
            machine.Budget.Allocate(1 + Math.Max(0, given - positional));
            slots[next++] = given > positional ? new PyTuple(values[positional..given]) : PyTuple.Empty;
        }

        var rest = parameters.Keywords is null ? null : new PyDict();
        if (rest is not null)
        {
            slots[next] = rest;
        }

        if (keywords.Length > 0)
        {
            BindKeywords(machine, function, slots, rest, values.AsSpan(given), keywords);
        }

        FillDefaults(function, slots);
        foreach (var (slot, cell) in code.ParameterCells)
        {
            frame.Cells[cell].Value = slots[slot];
        }

        return frame;
    }

    private static void BindKeywords(Machine machine, PyFunction function, PyObject?[] slots, PyDict? rest, ReadOnlySpan<PyObject> values, string[] keywords)
    {
        var parameters = function.Code.Parameters!;
        List<string>? positionalOnly = null;
        for (var i = 0; i < keywords.Length; i++)
        {
            var slot = Array.IndexOf(parameters.Positional, keywords[i]);
            if (slot < 0)
            {
                var keywordOnly = Array.IndexOf(parameters.KeywordOnly, keywords[i]);
                slot = keywordOnly < 0 ? -1 : parameters.Positional.Length + keywordOnly;
            }
            else if (slot < parameters.PositionalOnly)
            {
                if (rest is null)
                {
                    (positionalOnly ??= []).Add(keywords[i]);
                    continue;
                }

                slot = -1;
            }

            if (slot < 0)
            {
                if (rest is null)
                {
                    throw PyError.Type($"{function.Code.QualifiedName}() got an unexpected keyword argument '{keywords[i]}'");
                }

                rest.Set(machine, PyText.Of(keywords[i]), values[i]);
            }
            else
            {
                slots[slot] = slots[slot] is null
                    ? values[i]
                    : throw PyError.Type($"{function.Code.QualifiedName}() got multiple values for argument '{keywords[i]}'");
            }
        }

        if (positionalOnly is not null)
        {
            throw PyError.Type(
                $"{function.Code.QualifiedName}() got some positional-only arguments passed as keyword arguments: '{string.Join(", ", positionalOnly)}'");
        }
    }

    private static void FillDefaults(PyFunction function, PyObject?[] slots)
    {
        var parameters = function.Code.Parameters!;
        var first = parameters.Positional.Length - function.Defaults.Length;
        List<string>? missing = null;
        for (var i = 0; i < parameters.Positional.Length; i++)
        {
            if (slots[i] is null && i >= first)
            {
                slots[i] = function.Defaults[i - first];
            }
            else if (slots[i] is null)
            {
                (missing ??= []).Add(parameters.Positional[i]);
            }
        }

        if (missing is not null)
        {
            throw Missing(function, missing, "positional");
        }

        for (var i = 0; i < parameters.KeywordOnly.Length; i++)
        {
            ref var slot = ref slots[parameters.Positional.Length + i];
            slot ??= function.KeywordDefaults[i];
            if (slot is null)
            {
                (missing ??= []).Add(parameters.KeywordOnly[i]);
            }
        }

        if (missing is not null)
        {
            throw Missing(function, missing, "keyword-only");
        }
    }

    private static PyError Missing(PyFunction function, List<string> names, string kind)
    {
        var quoted = names.Select(n => $"'{n}'").ToList();
        var list = quoted.Count switch
        {
            1 => quoted[0],
            2 => $"{quoted[0]} and {quoted[1]}",
            _ => $"{string.Join(", ", quoted.SkipLast(1))}, and {quoted[^1]}",
        };
        return PyError.Type($"{function.Code.QualifiedName}() missing {names.Count} required {kind} argument{(names.Count == 1 ? "" : "s")}: {list}");
    }

    private static PyError TooMany(PyFunction function, int given, string[] keywords)
    {
        var parameters = function.Code.Parameters!;
        var most = parameters.Positional.Length;
        var least = most - function.Defaults.Length;
        var takes = least == most ? $"{most}" : $"from {least} to {most}";
        var keywordOnly = keywords.Count(k => parameters.KeywordOnly.Contains(k));
        var also = keywordOnly == 0 ? "" : $" positional argument{(given == 1 ? "" : "s")} (and {keywordOnly} keyword-only argument{(keywordOnly == 1 ? "" : "s")})";
        return PyError.Type(
            $"{function.Code.QualifiedName}() takes {takes} positional argument{(most == 1 && least == most ? "" : "s")} but {given}{also} {(given == 1 && also.Length == 0 ? "was" : "were")} given");
    }
}
