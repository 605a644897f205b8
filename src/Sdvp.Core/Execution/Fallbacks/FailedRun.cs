using Sdvp.Core.Programs;

namespace Sdvp.Core.Execution.Fallbacks;

/// <summary>What a fallback is asked about.</summary>
/// <param name="Request">The request.</param>
/// <param name="Reason">Why its program gave no result.</param>
/// <param name="FirstStepIndex">The step index for the fallback's first call; later ones count on from it.</param>
public sealed record FailedRun(ProgramRequest Request, ProgramExecutionException Reason, int FirstStepIndex);
