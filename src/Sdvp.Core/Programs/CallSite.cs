namespace Sdvp.Core.Programs;

/// <summary>Where in a program a call comes from.</summary>
/// <param name="StepIndex">Number of the call in its run, from 0, the same in every execution of the program on the same inputs.</param>
/// <param name="Output">The variable that takes the result; null where there is none.</param>
/// <param name="Span">The place in the source.</param>
public sealed record CallSite(int StepIndex, string? Output, SourceSpan Span);
