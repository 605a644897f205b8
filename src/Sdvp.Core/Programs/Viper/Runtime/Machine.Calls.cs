using Sdvp.Core.Programs.Viper.Compilation;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

internal sealed partial class Machine
{
    /// <summary>Calls what an instruction says; a function of the program becomes the current frame.</summary>
    /// <returns>False where the result is pending.</returns>
    private bool TryCall(ref Frame frame, Instruction instruction, out ValueTask<PyObject?> pending)
    {
        PyObject function;
        PyObject[] values;
        string[] keywords;
        if (instruction.Code == OpCode.CallUnpacked)
        {
            Output = null;
            (values, keywords) = Unpacked(frame, instruction.B == 1);
            function = frame.Pop();
        }
        else
        {
            var shape = frame.Code.Calls[instruction.A];
            Output = shape.Output;
            keywords = shape.Keywords;
            values = frame.PopMany(shape.Count);
            function = frame.Pop();
            if (instruction.Code == OpCode.CallMethod)
            {
                var name = frame.Code.Names[instruction.B];
                if (!name.StartsWith('_') && function is not PyType && function.FindData(name) is null && function.Type.FindMember(name) is { } method)
                {
                    values = [function, .. values];
                    function = method;
                }
                else
                {
                    function = Attributes.Get(function, name);
                }
            }
        }

        return TryCall(ref frame, function, values, keywords, out pending);
    }

    private bool TryCall(ref Frame frame, PyObject function, PyObject[] values, string[] keywords, out ValueTask<PyObject?> pending)
    {
        pending = default;
        if (function is not PyFunction and not PyNative)
        {
            (function, values, keywords) = Flatten(function, values, keywords);
        }

        switch (function)
        {
            case PyFunction own:
                var called = FunctionBinder.Bind(this, own, values, keywords);
                if (own.Code.IsGenerator)
                {
                    frame.Push(NewGenerator(called));
                }
                else
                {
                    frame = Enter(called, frame);
                }

                return true;
            case PyNative { Body: { } body } native:
                frame.Push(Paid(body(this, native.Signature.Bind(this, native, values, keywords))));
                return true;
            case PyNative native:
                return TryPush(frame, native.AsyncBody!(this, native.Signature.Bind(this, native, values, keywords)), out pending);
            default:
                throw PyError.Type($"'{function.Type.Name}' object is not callable");
        }
    }

    private static (PyObject[] Values, string[] Keywords) Unpacked(Frame frame, bool hasNamed)
    {
        var named = hasNamed ? (PyDict)frame.Pop() : null;
        var values = ((PyList)frame.Pop()).Items;
        if (named is null || named.Count == 0)
        {
            return ([.. values], []);
        }

        var keywords = named.Items.Select(i => i.Key is PyText text ? text.Value : throw PyError.Type("keywords must be strings")).ToArray();
        return ([.. values, .. named.Items.Select(i => i.Value)], keywords);
    }

    private static bool TryPush(Frame frame, ValueTask<PyObject> task, out ValueTask<PyObject?> pending)
    {
        if (task.IsCompletedSuccessfully)
        {
            frame.Push(task.Result);
            pending = default;
            return true;
        }

        pending = Nullable(task);
        return false;
    }

    private static async ValueTask<PyObject?> Nullable(ValueTask<PyObject> task) => await task;

    private static async ValueTask<PyObject?> NothingAfter(ValueTask task)
    {
        await task;
        return Nothing;
    }

    /// <summary>Instructions that may walk over iterators, and thereby wait.</summary>
    /// <returns>True where it was one and is done.</returns>
    private bool TryWaiting(Frame frame, Instruction instruction, out ValueTask<PyObject?> pending)
    {
        pending = default;
        switch (instruction.Code)
        {
            case OpCode.Next:
                var next = ((PyIterator)frame.Slots[instruction.A]!).NextAsync(this);
                if (!next.IsCompletedSuccessfully)
                {
                    frame.EndTarget = instruction.B;
                    pending = next;
                    return false;
                }

                frame.EndTarget = instruction.B;
                Resume(frame, next.Result);
                return true;
            case OpCode.LoadItem:
                var key = frame.Pop();
                return TryPush(frame, Items.GetAsync(this, frame.Pop(), key), out pending);
            case OpCode.Compare:
                var container = frame.Pop();
                return TryPush(frame, Membership.ContainsAsync(this, container, frame.Pop(), instruction.A == (int)CompareOperator.NotIn), out pending);
            case OpCode.InPlace:
                var value = frame.Pop();
                return TryPush(frame, InPlaceOperators.ApplyAsync(this, (BinaryOperator)instruction.A, frame.Pop(), value), out pending);
            case OpCode.StoreItem:
                key = frame.Pop();
                var owner = frame.Pop();
                value = frame.Pop();
                if (owner is PyList list && key is PySlice slice)
                {
                    return TryDo(SetSliceAsync(list, slice, value), out pending);
                }

                Items.Set(this, owner, key, value);
                return true;
            case OpCode.Extend:
                value = frame.Pop();
                return TryDo(ExtendAsync((PyList)frame.Slots[frame.Top - 1]!, value, instruction.A == 1 ? frame.Slots[frame.Top - 2] : null), out pending);
            case OpCode.Merge:
                value = frame.Pop();
                Merge((PyDict)frame.Slots[frame.Top - 1]!, value, instruction.A == 1 ? frame.Slots[frame.Top - 3] : null);
                return true;
            case OpCode.Unpack or OpCode.UnpackStarred:
                value = frame.Pop();
                if (value is not (PyTuple or PyList))
                {
                    return TryDo(UnpackAsync(frame, value, instruction), out pending);
                }

                Unpacking.Push(this, frame, value is PyTuple tuple ? tuple.Items : ((PyList)value).Items, instruction);
                return true;
            default:
                return TryBuild(frame, instruction) ? true : throw new InvalidOperationException($"The instruction {instruction.Code} is unknown.");
        }
    }

    private static bool TryDo(ValueTask task, out ValueTask<PyObject?> pending)
    {
        pending = default;
        if (task.IsCompletedSuccessfully)
        {
            task.GetAwaiter().GetResult();
            return true;
        }

        pending = NothingAfter(task);
        return false;
    }

    private async ValueTask SetSliceAsync(PyList list, PySlice slice, PyObject value)
    {
        if (Iteration.TryOf(value) is null)
        {
            throw PyError.Type(slice.Step is PyNone ? "can only assign an iterable" : "must assign iterable to extended slice");
        }

        Items.SetSlice(this, list, slice, await Iteration.ToListAsync(this, value));
    }

    private async ValueTask ExtendAsync(PyList list, PyObject value, PyObject? function)
    {
        if (Iteration.TryOf(value) is null)
        {
            throw PyError.Type($"{(function is null ? "Value" : NameOf(function) + " argument")} after * must be an iterable, not {value.Type.Name}");
        }

        list.Items.AddRange(await Iteration.ToListAsync(this, value));
    }

    private void Merge(PyDict into, PyObject value, PyObject? function)
    {
        if (value is not PyDict dict)
        {
            throw PyError.Type(function is not null ? $"{NameOf(function)} argument after ** must be a mapping, not {value.Type.Name}" : $"'{value.Type.Name}' object is not a mapping");
        }

        if (function is not null && dict.Items.Select(i => i.Key).FirstOrDefault(k => into.Find(this, k) is not null) is { } doubled)
        {
            throw PyError.Type($"{NameOf(function)} got multiple values for keyword argument {Repr.Of(this, doubled)}");
        }

        into.Update(this, dict);
    }

    private static string NameOf(PyObject function) => function switch
    {
        PyFunction own => own.Code.QualifiedName + "()",
        PyNative native => native.Name + "()",
        PyBoundMethod method => $"{method.Self.Type.Name}.{method.Method.Name}()",
        PyType type => type.Name + "()",
        _ => $"{function.Type.Name} object",
    };

    private async ValueTask UnpackAsync(Frame frame, PyObject value, Instruction instruction)
    {
        var iterator = Iteration.TryOf(value) ?? throw PyError.Type($"cannot unpack non-iterable {value.Type.Name} object");
        if (instruction.Code == OpCode.UnpackStarred)
        {
            Unpacking.Push(this, frame, await Iteration.ToListAsync(this, iterator), instruction);
            return;
        }

        // One more than is needed tells that there are too many, also where the iterator never ends.
        var items = new List<PyObject>();
        while (items.Count <= instruction.A && await iterator.NextAsync(this) is { } item)
        {
            items.Add(item);
        }

        Unpacking.Push(this, frame, items, instruction);
    }
}
