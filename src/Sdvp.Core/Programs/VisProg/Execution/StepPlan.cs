using System.Collections.Immutable;

namespace Sdvp.Core.Programs.VisProg.Execution;

/// <summary>A step and its place among the others. Immutable and thread-safe.</summary>
internal sealed class StepPlan
{
    public StepPlan(VisProgStep step, int index, ImmutableArray<VariableSlot> reads, int waitsFor, ImmutableArray<int> dependents)
    {
        Step = step;
        Site = new CallSite(index, step.Output, step.Span);
        Arguments = new StepArguments(step, Site);
        (Reads, WaitsFor, Dependents) = (reads, waitsFor, dependents);
    }

    public VisProgStep Step { get; }

    /// <summary>Where calls of this step come from.</summary>
    public CallSite Site { get; }

    public StepArguments Arguments { get; }

    /// <summary>The variables that the step reads.</summary>
    public ImmutableArray<VariableSlot> Reads { get; }

    /// <summary>How many steps it waits for.</summary>
    public int WaitsFor { get; }

    /// <summary>The steps that wait for it, in order.</summary>
    public ImmutableArray<int> Dependents { get; }
}
