using System.Collections.Immutable;
using Sdvp.Core.Values;

namespace Sdvp.Core.Generation;

/// <summary>A question that a program is wanted for.</summary>
/// <param name="Id">The example's id; stored programs are found by it, runs are named after it.</param>
/// <param name="Question">The question, statement or instruction.</param>
public sealed record GenerationRequest(string Id, string Question)
{
    /// <summary>Types of the variables that exist before the first step. Default: null, those of the profile.</summary>
    public ImmutableDictionary<string, ProgramType>? Inputs { get; init; }
}
