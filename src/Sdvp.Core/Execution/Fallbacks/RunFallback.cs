using Sdvp.Core.Programs;

namespace Sdvp.Core.Execution.Fallbacks;

/// <summary>One use of a fallback.</summary>
/// <param name="Policy">The <see cref="IRunFallback.Name"/> of the policy.</param>
/// <param name="Cause">What kind of reason there was.</param>
/// <param name="Reason">Why the program gave no result.</param>
/// <param name="FirstStepIndex">Step index of the fallback's first call, where it makes one; greater than those of the program's calls.</param>
/// <param name="Failure">Why the fallback gave none either; null where it did. The run's error is then <paramref name="Reason"/>.</param>
public sealed record RunFallback(
    string Policy, FallbackCause Cause, ProgramExecutionException Reason, int FirstStepIndex, ProgramExecutionException? Failure = null);
