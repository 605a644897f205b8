using System.Collections.Immutable;

namespace Sdvp.Distillation.Labelling;

/// <summary>How many steps of one module got a label, and why the others did not.</summary>
/// <param name="Module">The module's name.</param>
/// <param name="Steps">Its executed steps, in runs that did not fail.</param>
/// <param name="Labelled">Steps with a label.</param>
/// <param name="Abstentions">Steps without a label, by the abstention's code.</param>
public sealed record ModuleLabelCounts(string Module, int Steps, int Labelled, ImmutableSortedDictionary<string, int> Abstentions)
{
    /// <summary>Share of the steps that got a label, in [0, 1]; 0 where there was no step.</summary>
    public double Coverage => Steps == 0 ? 0 : (double)Labelled / Steps;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Module}: {Labelled} of {Steps} steps labelled{string.Concat(Abstentions.Select(a => $", {a.Value} {a.Key}"))}";
}
