using Sdvp.Core.Programs.Viper.Compilation;
using Sdvp.Core.Programs.Viper.Formatting;
using Sdvp.Core.Programs.Viper.Library;
using Sdvp.Core.Programs.Viper.Syntax;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

internal sealed partial class Machine
{
    /// <summary>Instructions that make values and never wait.</summary>
    /// <returns>True where it was one.</returns>
    private bool TryBuild(Frame frame, Instruction instruction)
    {
        var (a, b) = (instruction.A, instruction.B);
        switch (instruction.Code)
        {
            case OpCode.BuildList:
                budget.Allocate(2 + a);
                frame.Push(new PyList([.. frame.PopMany(a)]));
                return true;
            case OpCode.BuildTuple:
                budget.Allocate(1 + a);
                frame.Push(a == 0 ? PyTuple.Empty : new PyTuple(frame.PopMany(a)));
                return true;
            case OpCode.BuildSet:
                frame.Push(b == 1 ? NewConstantSet(frame.PopMany(a)) : NewSet(frame.PopMany(a)));
                return true;
            case OpCode.BuildDict:
                frame.Push(NewDict(frame.PopMany(2 * a)));
                return true;
            case OpCode.BuildText:
                frame.Push(Join(frame.PopMany(a)));
                return true;
            case OpCode.BuildSlice:
                var parts = frame.PopMany(3);
                frame.Push(new PySlice(parts[0], parts[1], parts[2]));
                return true;
            case OpCode.Append:
                var item = frame.Pop();
                budget.Allocate(1);
                ((PyList)frame.Slots[frame.Top - 1]!).Items.Add(item);
                return true;
            case OpCode.ListToTuple:
                frame.Push(new PyTuple([.. ((PyList)frame.Pop()).Items]));
                return true;
            case OpCode.ListToSet:
                frame.Push(NewSet([.. ((PyList)frame.Pop()).Items]));
                return true;
            case OpCode.Collect:
                Collect(frame, frame.Slots[a]!, (ComprehensionKind)b);
                return true;
            case OpCode.StoreAttribute:
                throw Attributes.ReadOnly(frame.Pop(), frame.Code.Names[a]);
            case OpCode.DeleteAttribute:
                throw Attributes.ReadOnly(frame.Pop(), frame.Code.Names[a]);
            case OpCode.DeleteItem:
                var key = frame.Pop();
                Items.Delete(this, frame.Pop(), key);
                return true;
            case OpCode.MakeFunction:
                frame.Push(MakeFunction(frame, frame.Code.Children[a]));
                return true;
            case OpCode.Format:
                Format(frame, (char)a, b == 1);
                return true;
            case OpCode.Matches:
                var type = frame.Pop();
                frame.Push(PyBool.Of(Matches((PyException)frame.Slots[a]!, type)));
                return true;
            case OpCode.Import:
                frame.Push(PythonModules.Import(frame.Code.Names[a]));
                return true;
            case OpCode.ImportFrom:
                frame.Push(PythonModules.ImportFrom(frame.Code.Names[a], frame.Code.Names[b]));
                return true;
            default:
                return false;
        }
    }

    private PySet NewSet(PyObject[] items)
    {
        budget.Allocate(4);
        var set = new PySet(false);
        foreach (var item in items)
        {
            set.Add(this, item);
        }

        return set;
    }

    // CPython makes a set of constants when it compiles, another one when it merges constants, and copies that: it shows in the order.
    private PySet NewConstantSet(PyObject[] items) => SetAlgebra.Copy(this, NewSet([.. NewSet(items).Items]), false);

    private PyDict NewDict(PyObject[] pairs)
    {
        budget.Allocate(2);
        var dict = new PyDict();
        for (var i = 0; i < pairs.Length; i += 2)
        {
            dict.Set(this, pairs[i], pairs[i + 1]);
        }

        return dict;
    }

    private PyText Join(PyObject[] parts)
    {
        budget.AllocateText(parts.Sum(p => (long)((PyText)p).Value.Length));
        return PyText.Of(string.Concat(parts.Select(p => ((PyText)p).Value)));
    }

    private void Collect(Frame frame, PyObject container, ComprehensionKind kind)
    {
        var value = frame.Pop();
        switch (kind)
        {
            case ComprehensionKind.List:
                budget.Allocate(1);
                ((PyList)container).Items.Add(value);
                break;
            case ComprehensionKind.Set:
                ((PySet)container).Add(this, value);
                break;
            default:
                ((PyDict)container).Set(this, frame.Pop(), value);
                break;
        }
    }

    private PyFunction MakeFunction(Frame frame, Code code)
    {
        var parameters = code.Parameters!;
        budget.Allocate(3 + code.Captures.Length);
        PyObject?[] keywordDefaults = new PyObject?[parameters.KeywordDefaults.Length];
        for (var i = keywordDefaults.Length - 1; i >= 0; i--)
        {
            keywordDefaults[i] = parameters.KeywordDefaults[i] is null ? null : frame.Pop();
        }

        var defaults = frame.PopMany(parameters.Defaults.Length);
        var closure = new Cell[code.Captures.Length];
        for (var i = 0; i < closure.Length; i++)
        {
            closure[i] = frame.Cells[code.Captures[i].Cell];
        }

        return new PyFunction(code, defaults, keywordDefaults, closure);
    }

    private void Format(Frame frame, char conversion, bool hasSpec)
    {
        var spec = hasSpec ? ((PyText)frame.Pop()).Value : "";
        frame.Push(PyText.Of(Formatter.Format(this, Formatter.Convert(this, frame.Pop(), conversion), spec)));
    }

    private static bool Matches(PyException error, PyObject type)
    {
        var types = type is PyTuple tuple ? tuple.Items : [type];
        foreach (var candidate in types)
        {
            if (candidate is not PyType exception || !exception.IsSubtypeOf(ExceptionTypes.Of("BaseException")))
            {
                throw PyError.Type("catching classes that do not inherit from BaseException is not allowed");
            }
        }

        return types.Any(t => error.Type.IsSubtypeOf((PyType)t));
    }
}
