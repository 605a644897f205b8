using Sdvp.Core.Programs.Expressions;
using Sdvp.Core.Programs.VisProg;

namespace Sdvp.Core.Symbolic;

/// <summary>How the symbolic modules work. Immutable.</summary>
public sealed record SymbolicModuleOptions
{
    /// <summary>What the CROP modules give where there is nothing to crop. Default: <see cref="EmptyDetectionPolicy.MatchingHalf"/>.</summary>
    public EmptyDetectionPolicy EmptyDetections { get; init; } = EmptyDetectionPolicy.MatchingHalf;

    /// <summary>Coercion and budgets of EVAL. Default: <see cref="ExpressionOptions.Default"/>.</summary>
    public ExpressionOptions Expressions { get; init; } = ExpressionOptions.Default;

    /// <summary>
    /// Which quirks of VisProg's published code are kept. <see cref="VisProgCompatibility.HalvesForEmptyBoxes"/> goes before
    /// <see cref="EmptyDetections"/>. Default: none.
    /// </summary>
    public VisProgCompatibility Compatibility { get; init; } = VisProgCompatibility.None;
}
