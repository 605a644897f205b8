using Sdvp.Core.Programs;
using Sdvp.Core.Values;

namespace Sdvp.Core.Execution.Fallbacks;

/// <summary>
/// What a host does for a program that failed or was refused. Every use is counted by <see cref="Diagnostics.SdvpTelemetry.Fallbacks"/>,
/// logged as a warning and kept in <see cref="ProgramRun.Fallback"/>. Implementations are thread-safe.
/// </summary>
public interface IRunFallback
{
    /// <summary>The name that uses are counted under, such as <c>question</c>.</summary>
    string Name { get; }

    /// <summary>Answers in the program's place.</summary>
    /// <param name="run">What failed.</param>
    /// <param name="caller">For module calls; they are batched and recorded like the program's.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The run's result.</returns>
    /// <exception cref="Exception">There is no answer; the run fails with the program's own failure, and this one stands in <see cref="RunFallback.Failure"/>.</exception>
    ValueTask<ProgramValue> AnswerAsync(FailedRun run, IModuleCaller caller, CancellationToken cancellationToken = default);
}
