using Microsoft.Extensions.Logging;

namespace Sdvp.Core.Execution;

internal static partial class RunnerLog
{
    [LoggerMessage(1, LogLevel.Debug, "Run {RunId} of program {ProgramId} ended after {Steps} calls in {Milliseconds:0.0} ms.")]
    public static partial void RunEnded(ILogger logger, string runId, string programId, int steps, double milliseconds);

    [LoggerMessage(2, LogLevel.Warning, "Run {RunId} of program {ProgramId} failed: {Message}")]
    public static partial void RunFailed(ILogger logger, Exception error, string runId, string programId, string message);

    [LoggerMessage(3, LogLevel.Warning, "Module {Module} threw for a batch of {Calls} calls; the batch is split to find the call that it does not answer.")]
    public static partial void BatchSplit(ILogger logger, Exception error, string module, int calls);

    [LoggerMessage(4, LogLevel.Trace, "Module {Module} answers a batch of {Calls} calls.")]
    public static partial void BatchStarted(ILogger logger, string module, int calls);

    [LoggerMessage(5, LogLevel.Warning, "Run {RunId} of program {ProgramId} ends with the fallback {Policy}: {Message}")]
    public static partial void FellBack(ILogger logger, string runId, string programId, string policy, string message);

    [LoggerMessage(6, LogLevel.Warning, "The fallback {Policy} of run {RunId} failed as well: {Message}")]
    public static partial void FallbackFailed(ILogger logger, Exception error, string policy, string runId, string message);
}
