using System.Collections.Immutable;
using Sdvp.Distillation.Labelling;
using Sdvp.Distillation.Labelling.Credit;

namespace Sdvp.Distillation.Training;

/// <summary>The labelled steps of several rounds.</summary>
internal static class LabelledUnion
{
    /// <summary>The newest steps, and those of earlier rounds whose call the same example's newest run does not make.</summary>
    public static ImmutableArray<LabelledStep> Create(ImmutableArray<LabelledStep> newest, ImmutableArray<LabelledStep> earlier)
    {
        var made = newest.Select(KeyOf).ToHashSet();
        return [.. newest, .. earlier.Where(s => !made.Contains(KeyOf(s)))];
    }

    private static (string Run, CallKey Call) KeyOf(LabelledStep step) => (step.Record.RunId, CallKey.Of(step.Record.Module, step.Record.ToCall()));
}
