using System.Collections.Immutable;
using Sdvp.Core.Programs.VisProg.Execution;

namespace Sdvp.Core.Programs.VisProg;

/// <summary>A checked VisProg program: steps in the order in which they run. Immutable and thread-safe.</summary>
public sealed class VisProgProgram : VisualProgram
{
    private ExecutionPlan? _plan;

    internal VisProgProgram(string source, ImmutableArray<VisProgStep> steps)
        : base(VisProgLanguage.LanguageName, source) => Steps = steps;

    /// <summary>All steps, at least one. Those behind RESULT never run.</summary>
    public ImmutableArray<VisProgStep> Steps { get; }

    /// <summary>Which step waits for which.</summary>
    internal ExecutionPlan Plan => _plan ??= ExecutionPlan.Create(Steps);

    /// <summary>Prints the steps in their normal form, one a line, with every repair made; parsing that gives the same steps.</summary>
    /// <returns>The text, without a last line end.</returns>
    public string Print() => string.Join('\n', Steps);
}
