using Sdvp.Core.Execution;
using Sdvp.Core.Programs.Expressions;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Symbolic;

namespace Sdvp.Core.DependencyInjection;

/// <summary>Settings of <c>AddSdvp</c>. They are checked when the host starts, or when the first service that needs them is made.</summary>
public sealed class SdvpOptions
{
    /// <summary>What the CROP modules give where there is nothing to crop. Default: <see cref="EmptyDetectionPolicy.MatchingHalf"/>.</summary>
    public EmptyDetectionPolicy EmptyDetections { get; set; } = EmptyDetectionPolicy.MatchingHalf;

    /// <summary>Coercion and budgets of EVAL. Default: <see cref="ExpressionOptions.Default"/>.</summary>
    public ExpressionOptions Expressions { get; set; } = ExpressionOptions.Default;

    /// <summary>
    /// Which quirks of VisProg's published code the modules keep; the parser has its own, see <see cref="VisProgProfile"/>. Default: none.
    /// </summary>
    public VisProgCompatibility Compatibility { get; set; } = VisProgCompatibility.None;

    /// <summary>How programs are scheduled.</summary>
    public ProgramRunnerOptions Runner { get; } = new();
}
