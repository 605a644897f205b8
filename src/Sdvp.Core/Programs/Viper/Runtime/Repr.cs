using System.Globalization;
using System.Text;
using Sdvp.Core.Programs.Expressions.Evaluation;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>Values as text, to the character as CPython prints them; a container inside of itself prints as three dots.</summary>
internal sealed class Repr(Machine machine)
{
    private readonly StringBuilder _output = new();
    private readonly HashSet<PyObject> _open = new(ReferenceEqualityComparer.Instance);
    private int _paid;

    /// <summary>What <c>repr</c> gives.</summary>
    public static string Of(Machine machine, PyObject value)
    {
        switch (value)
        {
            case PyText text:
                machine.Budget.AllocateText(text.Value.Length);
                return TextRepr.Quote(text.Value);
            case PyInteger or PyFloat or PyNone:
                return Short(value);
        }

        var repr = new Repr(machine);
        repr.Append(value);
        return repr._output.ToString();
    }

    /// <summary>What <c>str</c> gives.</summary>
    public static string Str(Machine machine, PyObject value) => value switch
    {
        PyText text => text.Value,
        PyException { Arguments: [] } => "",
        PyException { Arguments: [var only] } error when error.Type.IsSubtypeOf(ExceptionTypes.Of("KeyError")) => Of(machine, only),
        PyException { Arguments: [var only] } => Str(machine, only),
        PyException { Arguments: [PyInteger number, PyText text] } error when error.Type.IsSubtypeOf(ExceptionTypes.Of("OSError")) =>
            $"[Errno {number.Value}] {text.Value}",
        PyException error => Of(machine, new PyTuple(error.Arguments)),
        _ => Of(machine, value),
    };

    /// <summary>Numbers, Booleans and None.</summary>
    public static string Short(PyObject value) => value switch
    {
        PyBool boolean => boolean.IsTrue ? "True" : "False",
        PyInteger integer => integer.Value.ToString(CultureInfo.InvariantCulture),
        PyFloat number => NumberText.Python(number.Value),
        _ => "None",
    };

    private void Append(PyObject value)
    {
        machine.Step();
        RunBudget.RequireStack();
        switch (value)
        {
            case PyText text:
                machine.Budget.AllocateText(text.Value.Length);
                _output.Append(TextRepr.Quote(text.Value));
                break;
            case PyInteger or PyFloat or PyNone:
                _output.Append(Short(value));
                break;
            case PyList list:
                AppendItems(value, "[", list.Items, "]", "[...]");
                break;
            case PyTuple { Items: [var only] } when !_open.Contains(value):
                _open.Add(value);
                _output.Append('(');
                Append(only);
                _output.Append(",)");
                _open.Remove(value);
                break;
            case PyTuple tuple:
                AppendItems(value, "(", tuple.Items, ")", "(...)");
                break;
            case PySet set:
                AppendSet(set);
                break;
            case PyDict dict:
                AppendDict(dict);
                break;
            case PyDictView view:
                AppendItems(value, $"{value.Type.Name}([", view.Dict.Items.Select(i => view.Kind switch
                {
                    DictViewKind.Keys => i.Key,
                    DictViewKind.Values => i.Value,
                    _ => new PyTuple([i.Key, i.Value]),
                }), "])", "...");
                break;
            case PyDeque deque:
                AppendItems(value, "deque([", deque.Items, deque.Capacity is { } capacity ? $"], maxlen={capacity})" : "])", "[...]");
                break;
            default:
                AppendOther(value);
                break;
        }

        Pay();
    }

    private void AppendItems(PyObject owner, string open, IEnumerable<PyObject> items, string close, string inside)
    {
        if (!_open.Add(owner))
        {
            _output.Append(inside);
            return;
        }

        _output.Append(open);
        var isFirst = true;
        foreach (var item in items)
        {
            _output.Append(isFirst ? "" : ", ");
            isFirst = false;
            Append(item);
        }

        _output.Append(close);
        _open.Remove(owner);
    }

    private void AppendSet(PySet set)
    {
        if (set.Count == 0)
        {
            _output.Append(set.Type.Name).Append("()");
        }
        else if (set.IsFrozen)
        {
            AppendItems(set, "frozenset({", set.Items, "})", "frozenset(...)");
        }
        else
        {
            AppendItems(set, "{", set.Items, "}", "set(...)");
        }
    }

    private void AppendDict(PyDict dict)
    {
        if (!_open.Add(dict))
        {
            _output.Append(dict is PyCounter or PyDefaultDict or PyOrderedDict ? "..." : "{...}");
            return;
        }

        switch (dict)
        {
            case PyCounter or PyOrderedDict when dict.Count == 0:
                _output.Append(dict.Type.Name).Append("()");
                break;
            case PyCounter:
                _output.Append("Counter(");
                AppendPairs(dict.Items.OrderByDescending(i => i.Value, Comparer<PyObject>.Create(CompareCounts)));
                _output.Append(')');
                break;
            case PyOrderedDict:
                _output.Append("OrderedDict(");
                AppendItems(PyNone.Instance, "[", dict.Items.Select(i => new PyTuple([i.Key, i.Value])), "]", "[...]");
                _output.Append(')');
                break;
            case PyDefaultDict { Factory: var factory }:
                _output.Append("defaultdict(");
                Append(factory);
                _output.Append(", ");
                AppendPairs(dict.Items);
                _output.Append(')');
                break;
            default:
                AppendPairs(dict.Items);
                break;
        }

        _open.Remove(dict);
    }

    private int CompareCounts(PyObject? a, PyObject? b) =>
        !Numbers.TryGetDouble(a!, out _) || !Numbers.TryGetDouble(b!, out _) ? 0
        : Ordering.IsLess(machine, a!, b!) ? -1
        : Ordering.IsLess(machine, b!, a!) ? 1 : 0;

    private void AppendPairs(IEnumerable<KeyValuePair<PyObject, PyObject>> items)
    {
        _output.Append('{');
        var isFirst = true;
        foreach (var (key, value) in items)
        {
            _output.Append(isFirst ? "" : ", ");
            isFirst = false;
            Append(key);
            _output.Append(": ");
            Append(value);
        }

        _output.Append('}');
    }

    private void AppendOther(PyObject value)
    {
        switch (value)
        {
            case PyEllipsis:
                _output.Append("Ellipsis");
                break;
            case PyRange range:
                _output.Append(CultureInfo.InvariantCulture, $"range({range.Start}, {range.Stop}").Append(range.Step == 1 ? ")" : $", {range.Step})");
                break;
            case PySlice slice:
                AppendItems(slice, "slice(", [slice.Lower, slice.Upper, slice.Step], ")", "...");
                break;
            case PyException error:
                AppendItems(error, $"{error.Type.Name}(", error.Arguments, ")", $"{error.Type.Name}(...)");
                break;
            case PyType type:
                _output.Append("<class '").Append(type.Module.Length > 0 ? type.Module + "." : "").Append(type.Name).Append("'>");
                break;
            case IPyRepresentation own:
                _output.Append(own.Represent(machine));
                break;
            case PyFunction function:
                _output.Append("<function ").Append(function.Code.QualifiedName).Append('>');
                break;
            case PyNative native:
                _output.Append(native.Owner is null ? $"<built-in function {native.Name}>" : $"<method '{native.Name}' of '{native.Owner}' objects>");
                break;
            case PyBoundMethod method:
                _output.Append(CultureInfo.InvariantCulture, $"<built-in method {method.Method.Name} of {method.Self.Type.Name} object>");
                break;
            case PyModule module:
                _output.Append(CultureInfo.InvariantCulture, $"<module '{module.Name}'>");
                break;
            default:
                _output.Append(CultureInfo.InvariantCulture, $"<{value.Type.Name} object>");
                break;
        }
    }

    private void Pay()
    {
        if (_output.Length > _paid)
        {
            machine.Budget.AllocateText(_output.Length - _paid);
            _paid = _output.Length;
        }
    }
}
