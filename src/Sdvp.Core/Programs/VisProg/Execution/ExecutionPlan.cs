using System.Collections.Immutable;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.VisProg.Execution;

/// <summary>
/// Which step waits for which. A step reads each variable as the last step before it left it, so that the order in which independent steps
/// run changes nothing. RESULT waits for every step before it: it ends the program. Immutable and thread-safe.
/// </summary>
internal sealed class ExecutionPlan
{
    private ExecutionPlan(ImmutableArray<StepPlan> steps, ImmutableArray<int> roots, ImmutableArray<string> inputs)
    {
        Steps = steps;
        Roots = roots;
        Inputs = inputs;
    }

    /// <summary>The steps that run: up to RESULT, or all.</summary>
    public ImmutableArray<StepPlan> Steps { get; }

    /// <summary>The steps that wait for none, in order.</summary>
    public ImmutableArray<int> Roots { get; }

    /// <summary>The inputs that the program reads, steps behind RESULT included; their values stand behind the steps' in <see cref="CreateSlots"/>.</summary>
    public ImmutableArray<string> Inputs { get; }

    /// <summary>Plans a program.</summary>
    /// <param name="steps">Its steps.</param>
    /// <returns>The plan.</returns>
    public static ExecutionPlan Create(ImmutableArray<VisProgStep> steps)
    {
        var end = 0;
        while (end < steps.Length && !steps[end++].IsResult)
        {
        }

        // The place of each variable at the step that is looked at: the step that made it last, or behind the steps for an input.
        var places = new Dictionary<string, int>(steps.Length, StringComparer.Ordinal);
        var inputs = new List<string>();
        var reads = new List<VariableSlot>[steps.Length];
        for (var i = 0; i < steps.Length; i++)
        {
            reads[i] = [];
            foreach (var argument in steps[i].Arguments)
            {
                FindReads(argument.Value, places, inputs, end, reads[i]);
            }

            places[steps[i].Output] = i;
        }

        return Connect(steps, reads, end, [.. inputs]);
    }

    /// <summary>Makes the place for the values of one run: one for each step, then one for each input.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <returns>The place, inputs filled in.</returns>
    /// <exception cref="ArgumentException">An input is not given.</exception>
    public ProgramValue?[] CreateSlots(ImmutableDictionary<string, ProgramValue> inputs)
    {
        var slots = new ProgramValue?[Steps.Length + Inputs.Length];
        for (var i = 0; i < Inputs.Length; i++)
        {
            slots[Steps.Length + i] = inputs.TryGetValue(Inputs[i], out var value)
                ? value
                : throw new ArgumentException(
                    $"The program reads the input {Inputs[i]}, which is not given; given are: {string.Join(", ", inputs.Keys.Order(StringComparer.Ordinal))}.", nameof(inputs));
        }

        return slots;
    }

    /// <summary>Makes the counters of one run.</summary>
    /// <returns>For each step how many steps it still waits for.</returns>
    public int[] CreateCounters()
    {
        var counters = new int[Steps.Length];
        for (var i = 0; i < counters.Length; i++)
        {
            counters[i] = Steps[i].WaitsFor;
        }

        return counters;
    }

    private static ExecutionPlan Connect(ImmutableArray<VisProgStep> steps, List<VariableSlot>[] reads, int end, ImmutableArray<string> inputs)
    {
        var waitsFor = new int[end];
        var dependents = new List<int>?[end];
        for (var i = 0; i < end; i++)
        {
            if (steps[i].IsResult)
            {
                for (var producer = 0; producer < i; producer++)
                {
                    Add(producer, i);
                }

                continue;
            }

            foreach (var read in reads[i])
            {
                // A step that reads two variables of one step does not exist: a step makes one.
                if (read.Slot < end)
                {
                    Add(read.Slot, i);
                }
            }
        }

        var plans = ImmutableArray.CreateBuilder<StepPlan>(end);
        var roots = ImmutableArray.CreateBuilder<int>();
        for (var i = 0; i < end; i++)
        {
            plans.Add(new StepPlan(steps[i], i, [.. reads[i]], waitsFor[i], dependents[i] is { } waiting ? [.. waiting] : []));
            if (waitsFor[i] == 0)
            {
                roots.Add(i);
            }
        }

        return new ExecutionPlan(plans.MoveToImmutable(), roots.ToImmutable(), inputs);

        void Add(int producer, int dependent)
        {
            (dependents[producer] ??= []).Add(dependent);
            waitsFor[dependent]++;
        }
    }

    private static void FindReads(VisProgValue value, Dictionary<string, int> places, List<string> inputs, int end, List<VariableSlot> reads)
    {
        switch (value)
        {
            case VisProgVariable variable:
                AddRead(variable.Name, places, inputs, end, reads);
                break;
            case VisProgList list:
                foreach (var item in list.Items)
                {
                    FindReads(item, places, inputs, end, reads);
                }

                break;
            case VisProgExpression expression:
                foreach (var name in expression.Expression.Variables)
                {
                    AddRead(name, places, inputs, end, reads);
                }

                break;
            default:
                break;
        }
    }

    private static void AddRead(string name, Dictionary<string, int> places, List<string> inputs, int end, List<VariableSlot> reads)
    {
        foreach (var read in reads)
        {
            if (string.Equals(read.Name, name, StringComparison.Ordinal))
            {
                return;
            }
        }

        if (!places.TryGetValue(name, out var place))
        {
            place = end + inputs.Count;
            inputs.Add(name);
            places.Add(name, place);
        }

        reads.Add(new VariableSlot(name, place));
    }
}
