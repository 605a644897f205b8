using System.Collections.Immutable;
using Sdvp.Core.Programs;
using Sdvp.Core.Values;

namespace Sdvp.Core.Teaching;

/// <summary>One example of a task: inputs, question or statement, program, and the label where it is known.</summary>
public sealed record TaskExample
{
    /// <summary>Unique within the task; also the id of the example's runs.</summary>
    public required string Id { get; init; }

    /// <summary>The question or statement that the program answers.</summary>
    public required string Question { get; init; }

    /// <summary>The expected final answer; null where it is unknown.</summary>
    public string? Answer { get; init; }

    /// <summary>The kind of question, for breakdowns; null where it is unknown.</summary>
    public string? Family { get; init; }

    /// <summary>Values of the program's input variables.</summary>
    public required ImmutableDictionary<string, ProgramValue> Inputs { get; init; }

    /// <summary>The checked program.</summary>
    public required VisualProgram Program { get; init; }
}
