using System.Collections.Immutable;
using Sdvp.Core.Programs;
using Sdvp.Core.Values;

namespace Sdvp.Core.Execution;

/// <summary>One program to run on one example.</summary>
/// <param name="Id">Names the run; unique among the runs that are recorded together.</param>
/// <param name="Program">The program, or a <see cref="RefusedProgram"/> in the place of one that does not parse.</param>
/// <param name="Inputs">Values of its input variables.</param>
public sealed record ProgramRequest(string Id, VisualProgram Program, ImmutableDictionary<string, ProgramValue> Inputs)
{
    /// <summary>The question or statement that the program answers, for fallbacks that answer it without the program; null where it is not known.</summary>
    public string? Question { get; init; }
}
