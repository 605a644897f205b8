namespace Sdvp.Core.Execution.Replay;

/// <summary>A replayed program made a call that is not in the record.</summary>
public sealed class MissingRecordException : Exception
{
    /// <summary>Initialises the exception.</summary>
    /// <param name="message">Which call is missing, and what is recorded in its place.</param>
    /// <param name="runId">The run; null where calls are looked for in all runs.</param>
    /// <param name="module">The module called; null where the whole run is missing.</param>
    /// <param name="stepIndex">The step; null where calls are looked for by their content.</param>
    public MissingRecordException(string message, string? runId, string? module, int? stepIndex)
        : base(message)
    {
        RunId = runId;
        Module = module;
        StepIndex = stepIndex;
    }

    /// <summary>The run; null where calls are looked for in all runs.</summary>
    public string? RunId { get; }

    /// <summary>The module called; null where the whole run is missing.</summary>
    public string? Module { get; }

    /// <summary>The step; null where calls are looked for by their content.</summary>
    public int? StepIndex { get; }
}
