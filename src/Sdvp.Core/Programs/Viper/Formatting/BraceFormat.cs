using System.Globalization;
using System.Text;
using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Formatting;

/// <summary>Formats by <c>str.format</c>. Attributes in fields are looked up as in programs: a name with an underscore is refused.</summary>
internal sealed class BraceFormat(Machine machine, PyObject[] positional, PyDict named)
{
    private const int MaximumDepth = 2;

    private int _next;
    private bool? _isAutomatic;

    public async ValueTask<string> FormatAsync(string format, int depth = MaximumDepth)
    {
        if (depth == 0)
        {
            throw PyError.ValueOf("Max string recursion exceeded");
        }

        var output = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            machine.Step();
            var c = format[i];
            if (c is not ('{' or '}'))
            {
                output.Append(c);
            }
            else if (i + 1 < format.Length && format[i + 1] == c)
            {
                output.Append(c);
                i++;
            }
            else if (c == '}')
            {
                throw PyError.ValueOf("Single '}' encountered in format string");
            }
            else if (i + 1 == format.Length)
            {
                throw PyError.ValueOf("Single '{' encountered in format string");
            }
            else
            {
                var end = FieldEnd(format, i + 1);
                var field = await FieldAsync(format[(i + 1)..end], depth);
                machine.Budget.AllocateText(field.Length);
                output.Append(field);
                i = end;
            }
        }

        return output.ToString();
    }

    private static int FieldEnd(string format, int start)
    {
        var depth = 1;
        for (var i = start; i < format.Length; i++)
        {
            depth += format[i] == '{' ? 1 : format[i] == '}' ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        throw PyError.ValueOf("expected '}' before end of string");
    }

    private async ValueTask<string> FieldAsync(string field, int depth)
    {
        var (nameEnd, inBrackets) = (0, false);
        while (nameEnd < field.Length && (inBrackets || field[nameEnd] is not ('!' or ':')))
        {
            inBrackets = field[nameEnd] == '[' || (inBrackets && field[nameEnd] != ']');
            if (field[nameEnd] == '{' && !inBrackets)
            {
                throw PyError.ValueOf("unexpected '{' in field name");
            }

            nameEnd++;
        }

        var value = await ValueAsync(field[..nameEnd]);
        var conversion = '\0';
        var at = nameEnd;
        if (at < field.Length && field[at] == '!')
        {
            if (at + 1 == field.Length)
            {
                throw PyError.ValueOf("unmatched '{' in format spec");
            }

            conversion = field[at + 1];
            at += 2;
            if (conversion is not ('r' or 's' or 'a'))
            {
                throw PyError.ValueOf($"Unknown conversion specifier {conversion}");
            }

            if (at < field.Length && field[at] != ':')
            {
                throw PyError.ValueOf("expected ':' after conversion specifier");
            }
        }

        var spec = at < field.Length ? await FormatAsync(field[(at + 1)..], depth - 1) : "";
        return Formatter.Format(machine, Formatter.Convert(machine, value, conversion), spec);
    }

    private async ValueTask<PyObject> ValueAsync(string path)
    {
        var end = path.AsSpan().IndexOfAny('.', '[');
        var first = end < 0 ? path : path[..end];
        var value = Argument(first);
        for (var at = first.Length; at < path.Length;)
        {
            if (path[at] == '.')
            {
                var length = path.AsSpan(at + 1).IndexOfAny('.', '[');
                var next = length < 0 ? path.Length : at + 1 + length;
                value = next == at + 1 ? throw PyError.ValueOf("Empty attribute in format string") : Attributes.Get(value, path[(at + 1)..next]);
                at = next;
            }
            else if (path[at] == '[')
            {
                var close = path.IndexOf(']', at);
                if (close < 0)
                {
                    throw PyError.ValueOf("Missing ']' in format string");
                }

                var key = path[(at + 1)..close];
                value = key.Length == 0
                    ? throw PyError.ValueOf("Empty attribute in format string")
                    : await Items.GetAsync(machine, value, Index(key) is { } index ? PyInteger.Of(index) : PyText.Of(key));
                at = close + 1;
            }
            else
            {
                throw PyError.ValueOf("Only '.' or '[' may follow ']' in format field specifier");
            }
        }

        return value;
    }

    private PyObject Argument(string name)
    {
        if (name.Length == 0 || Index(name) is not null)
        {
            var isAutomatic = name.Length == 0;
            if (_isAutomatic is { } before && before != isAutomatic)
            {
                throw PyError.ValueOf(isAutomatic
                    ? "cannot switch from manual field specification to automatic field numbering"
                    : "cannot switch from automatic field numbering to manual field specification");
            }

            _isAutomatic = isAutomatic;
            var index = isAutomatic ? _next++ : Index(name)!.Value;
            return index < positional.Length
                ? positional[index]
                : throw PyError.Index($"Replacement index {index} out of range for positional args tuple");
        }

        var key = PyText.Of(name);
        return named.Find(machine, key) ?? throw PyError.Key(key);
    }

    private static long? Index(string text) =>
        text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange('0', '9') && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : null;
}
