using Sdvp.Core.Programs.Viper.Compilation;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>
/// Executes the code of one run. Frames live on the heap: when a module is waited for, the frame is set aside and no thread is held.
/// One run uses one machine; it is not thread-safe, and waits may end on any thread.
/// </summary>
internal sealed partial class Machine(RunBudget budget, IReadOnlyDictionary<string, PyObject> predefined, RunLog log, object? host)
{
    private const int ItemsOfIterator = 8;

    // Calls of the host's functions that call the program back, inside of each other. An exception that passes many asynchronous frames of the
    // host costs time and memory by the square of their number.
    private const int MaximumHostDepth = 150;

    private readonly Dictionary<string, PyObject> _globals = new(StringComparer.Ordinal);
    private Frame? _current;
    private int _depth;
    private int _hostDepth;
    private (int Start, int Length)? _failedAt;

    public RunBudget Budget => budget;

    public RunLog Log => log;

    /// <summary>What the host's functions need to serve the run.</summary>
    public object? Host => host;

    public IReadOnlyDictionary<string, PyObject> Globals => _globals;

    /// <summary>Where in the source the run is.</summary>
    public (int Start, int Length) Place => _failedAt ?? _current?.Place ?? default;

    /// <summary>The variable that takes the result of the call being made; null where there is none.</summary>
    public string? Output { get; private set; }

    public void Step() => budget.Step();

    public void Step(long steps) => budget.Step(steps);

    public void SetGlobal(string name, PyObject value) => _globals[name] = value;

    /// <summary>Runs a program's own statements.</summary>
    public async ValueTask<PyObject> RunAsync(Code code) => await ExecuteAsync(new Frame(code, [])) ?? PyNone.Instance;

    public ValueTask<PyObject> CallAsync(PyObject function, params PyObject[] values) => CallAsync(function, values, []);

    /// <summary>Calls a function from the host's code.</summary>
    /// <param name="function">The function.</param>
    /// <param name="values">Arguments, those with a name last.</param>
    /// <param name="keywords">Their names.</param>
    public async ValueTask<PyObject> CallAsync(PyObject function, PyObject[] values, string[] keywords)
    {
        Step();
        EnterHost();
        try
        {
            (function, values, keywords) = Flatten(function, values, keywords);
            switch (function)
            {
                case PyFunction own:
                    var frame = FunctionBinder.Bind(this, own, values, keywords);
                    return own.Code.IsGenerator ? NewGenerator(frame) : (await ExecuteAsync(frame))!;
                case PyNative native:
                    var slots = native.Signature.Bind(this, native, values, keywords);
                    return native.Body is { } body ? Paid(body(this, slots)) : await native.AsyncBody!(this, slots);
                default:
                    throw PyError.Type($"'{function.Type.Name}' object is not callable");
            }
        }
        finally
        {
            LeaveHost();
        }
    }

    /// <summary>The next value of a generator; null at its end.</summary>
    public async ValueTask<PyObject?> NextAsync(PyGenerator generator)
    {
        Step();
        EnterHost();
        try
        {
            return generator.Frame is null ? null : await ExecuteAsync(Begin(generator));
        }
        finally
        {
            LeaveHost();
        }
    }

    /// <summary>The host's code is about to go on with code that may come back to it; paired with <see cref="LeaveHost"/>.</summary>
    public void EnterHost()
    {
        RunBudget.RequireStack();
        if (++_hostDepth > MaximumHostDepth)
        {
            throw new BudgetExceededException(
                ViperBudgetKind.Depth, $"Iterators and functions are called through built-in functions more than {MaximumHostDepth} deep; nest them less.");
        }
    }

    public void LeaveHost() => _hostDepth--;

    public PyGenerator NewGenerator(Frame frame)
    {
        budget.Allocate(4 + frame.Slots.Length);
        return new PyGenerator(frame);
    }

    public static bool IsCallable(PyObject value) => value is PyFunction or PyNative or PyBoundMethod or PyPartial or PyType { Constructor: not null };

    // Iterators hold iterators: a chain of them costs memory like any other container.
    private PyObject Paid(PyObject made)
    {
        if (made is PyIterator)
        {
            budget.Allocate(ItemsOfIterator);
        }

        return made;
    }

    private static Frame Begin(PyGenerator generator)
    {
        if (generator.IsRunning)
        {
            throw PyError.ValueOf("generator already executing");
        }

        generator.IsRunning = true;
        return generator.Frame!;
    }

    /// <summary>The function behind methods, partial functions and types.</summary>
    private static (PyObject Function, PyObject[] Values, string[] Keywords) Flatten(PyObject function, PyObject[] values, string[] keywords)
    {
        while (true)
        {
            switch (function)
            {
                case PyBoundMethod method:
                    function = method.Method;
                    values = [method.Self, .. values];
                    break;
                case PyPartial partial:
                    function = partial.Function;
                    values = [.. partial.Positional, .. values[..^keywords.Length], .. partial.Named, .. values[^keywords.Length..]];
                    keywords = [.. partial.Names, .. keywords];
                    break;
                case PyType type:
                    function = type.Constructor ?? throw PyError.Type($"cannot create '{type.Name}' instances");
                    break;
                default:
                    return (function, values, keywords);
            }
        }
    }

    private ValueTask<PyObject?> ExecuteAsync(Frame root)
    {
        root.Caller = null;
        root.Depth = _depth + 1;
        budget.RequireDepth(root.Depth);
        var (outer, output) = (_current, Output);
        try
        {
            var outcome = Execute(root, root, null);
            if (outcome.Waiting is null)
            {
                return new(outcome.Value);
            }

            return WaitAsync(root, outcome, outer, output);
        }
        catch (BudgetExceededException)
        {
            _failedAt ??= _current?.Place;
            throw;
        }
        finally
        {
            // While it waits nobody asks; WaitAsync puts it back when the rest is done.
            _current = outer;
            _depth = root.Depth - 1;
            Output = output;
        }
    }

    private async ValueTask<PyObject?> WaitAsync(Frame root, Outcome outcome, Frame? outer, string? output)
    {
        try
        {
            while (outcome.Waiting is { } frame)
            {
                PyException? error = null;
                try
                {
                    var value = await outcome.Pending;
                    Resume(frame, value);
                }
                catch (PyError failure)
                {
                    error = failure.Value;
                }

                outcome = Execute(frame, root, error);
            }

            return outcome.Value;
        }
        catch (BudgetExceededException)
        {
            _failedAt ??= _current?.Place;
            throw;
        }
        finally
        {
            _current = outer;
            _depth = root.Depth - 1;
            Output = output;
        }
    }

    private static void Resume(Frame frame, PyObject? value)
    {
        var target = frame.EndTarget;
        frame.EndTarget = -1;
        if (value is null)
        {
            frame.Position = target;
        }
        else if (!ReferenceEquals(value, Nothing))
        {
            frame.Push(value);
        }
    }
}
