using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Values;

namespace Sdvp.Core.Recording;

/// <summary>
/// One recorded module call: what it was given, what came back, and everything known around it. Two records are equal when
/// everything in them is, item by item.
/// </summary>
public sealed record StepRecord
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>Number of the call in its run, from 0.</summary>
    public required int StepIndex { get; init; }

    /// <summary>Step index of the composite call that this call was part of; null at top level.</summary>
    public int? Parent { get; init; }

    /// <summary>The variable that took the result; null where there was none.</summary>
    public string? Output { get; init; }

    /// <summary>The module's name.</summary>
    public required string Module { get; init; }

    /// <summary>The version of the module that answered.</summary>
    public required ModuleVersion Version { get; init; }

    /// <summary>The arguments by parameter name.</summary>
    public required ImmutableDictionary<string, ProgramValue> Arguments { get; init; }

    /// <summary>The result; null where the call failed.</summary>
    public ProgramValue? Value { get; init; }

    /// <summary>The distribution behind an answer, where the module gave one.</summary>
    public AnswerDistribution? Distribution { get; init; }

    /// <summary>Every region considered, best first, in pixels of the image argument; empty where there is none.</summary>
    public ImmutableArray<Region> Proposals { get; init; } = [];

    /// <summary>The place in the program's source.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>From the call to its result, waiting for its batch included.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Message of the failure; null where the call succeeded.</summary>
    public string? Error { get; init; }

    /// <summary>The arguments as a call, to invoke the module again.</summary>
    /// <returns>The call.</returns>
    public ModuleCall ToCall() => new(Arguments);

    /// <inheritdoc/>
    public bool Equals(StepRecord? other) =>
        ReferenceEquals(this, other) || (other is not null
        && RunId == other.RunId
        && StepIndex == other.StepIndex
        && Parent == other.Parent
        && Output == other.Output
        && Module == other.Module
        && Version == other.Version
        && Span == other.Span
        && Duration == other.Duration
        && Error == other.Error
        && Equals(Value, other.Value)
        && Arguments.Count == other.Arguments.Count
        && Arguments.All(argument => other.Arguments.TryGetValue(argument.Key, out var value) && argument.Value.Equals(value))
        && (Distribution is null ? other.Distribution is null : other.Distribution is not null && Distribution.Answers.SequenceEqual(other.Distribution.Answers))
        && Proposals.SequenceEqual(other.Proposals));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(RunId, StepIndex, Output, Module, Version, Span, Error);
}
