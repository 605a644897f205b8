using System.Collections.Immutable;
using Sdvp.Core.Values;

namespace Sdvp.Core.Modules;

/// <summary>What came back from one call: a value, and what the network knew beyond it; or the reason why there is none.</summary>
public sealed record ModuleResult
{
    private ModuleResult(ProgramValue? value, Exception? error)
    {
        Value = value;
        Error = error;
    }

    /// <summary>The value that the program goes on with; null where the call failed.</summary>
    public ProgramValue? Value { get; }

    /// <summary>Why the call failed; null where it did not. A failed call does not fail others of its batch.</summary>
    public Exception? Error { get; }

    /// <summary>The distribution behind an answer, where the module has one.</summary>
    public AnswerDistribution? Distribution { get; init; }

    /// <summary>Every region that was considered, best first, also those below the module's threshold; empty where the module has none.</summary>
    public ImmutableArray<Region> Proposals { get; init; } = [];

    /// <summary>A result that succeeded.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The result.</returns>
    public static ModuleResult FromValue(ProgramValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new ModuleResult(value, null);
    }

    /// <summary>A result that failed.</summary>
    /// <param name="error">The reason.</param>
    /// <returns>The result.</returns>
    public static ModuleResult FromError(Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new ModuleResult(null, error);
    }
}
