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

        var producers = new Dictionary<string, int>(StringComparer.Ordinal);
        var inputs = new List<string>();
        var reads = new ImmutableArray<VariableSlot>[steps.Length];
        for (var i = 0; i < steps.Length; i++)
        {
            reads[i] = FindReads(steps[i], producers, inputs, end);
            producers[steps[i].Output] = i;
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

    private static ExecutionPlan Connect(ImmutableArray<VisProgStep> steps, ImmutableArray<VariableSlot>[] reads, int end, ImmutableArray<string> inputs)
    {
        var waitsFor = new int[end];
        var dependents = new List<int>[end];
        for (var i = 0; i < end; i++)
        {
            dependents[i] = [];
            var needed = steps[i].IsResult ? Enumerable.Range(0, i) : reads[i].Select(read => read.Slot).Where(slot => slot < end).Distinct();
            foreach (var producer in needed)
            {
                dependents[producer].Add(i);
                waitsFor[i]++;
            }
        }

        return new ExecutionPlan(
            [.. Enumerable.Range(0, end).Select(i => new StepPlan(steps[i], i, reads[i], waitsFor[i], [.. dependents[i]]))],
            [.. Enumerable.Range(0, end).Where(i => waitsFor[i] == 0)],
            inputs);
    }

    private static ImmutableArray<VariableSlot> FindReads(VisProgStep step, Dictionary<string, int> producers, List<string> inputs, int end)
    {
        var reads = ImmutableArray.CreateBuilder<VariableSlot>();
        foreach (var name in step.Arguments.SelectMany(argument => VariablesOf(argument.Value)).Distinct(StringComparer.Ordinal))
        {
            if (producers.TryGetValue(name, out var producer))
            {
                reads.Add(new VariableSlot(name, producer));
                continue;
            }

            var input = inputs.IndexOf(name);
            if (input < 0)
            {
                input = inputs.Count;
                inputs.Add(name);
            }

            reads.Add(new VariableSlot(name, end + input));
        }

        return reads.ToImmutable();
    }

    private static IEnumerable<string> VariablesOf(VisProgValue value) => value switch
    {
        VisProgVariable variable => [variable.Name],
        VisProgList list => list.Items.SelectMany(VariablesOf),
        VisProgExpression expression => expression.Expression.Variables,
        _ => [],
    };
}
