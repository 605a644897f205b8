using System.Collections.Immutable;

namespace Sdvp.Core.Programs.VisProg.Execution;

/// <summary>A step and its place among the others. Immutable and thread-safe.</summary>
internal sealed class StepPlan(VisProgStep step, int index, ImmutableArray<VariableSlot> reads, int waitsFor, ImmutableArray<int> dependents)
{
    public VisProgStep Step => step;

    /// <summary>Where calls of this step come from.</summary>
    public CallSite Site { get; } = new(index, step.Output, step.Span);

    /// <summary>The variables that the step reads.</summary>
    public ImmutableArray<VariableSlot> Reads => reads;

    /// <summary>How many steps it waits for.</summary>
    public int WaitsFor => waitsFor;

    /// <summary>The steps that wait for it, in order.</summary>
    public ImmutableArray<int> Dependents => dependents;
}
