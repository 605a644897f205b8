using System.Collections.Immutable;

namespace Sdvp.Core.Programs.VisProg;

/// <summary>A step: one call of a module.</summary>
/// <param name="Output">The variable that takes the result.</param>
/// <param name="Module">The module's name.</param>
/// <param name="Arguments">The arguments in source order.</param>
/// <param name="Span">From the output's name to the closing parenthesis.</param>
public sealed record VisProgStep(string Output, string Module, ImmutableArray<VisProgArgument> Arguments, SourceSpan Span)
{
    /// <summary>Whether this step ends the program with its result. False for RESULT where <see cref="VisProgCompatibility.LastValueIsResult"/> lets the program go on.</summary>
    public bool IsResult { get; init; } = Module == VisProgLanguage.ResultModule;

    /// <summary>Prints the step as source.</summary>
    /// <returns>One line, without its end.</returns>
    public override string ToString() => $"{Output}={Module}({string.Join(',', Arguments)})";
}
