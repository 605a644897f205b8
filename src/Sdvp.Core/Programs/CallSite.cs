namespace Sdvp.Core.Programs;

/// <summary>Where in a program a call comes from.</summary>
/// <param name="StepIndex">
/// Number of the call in its run, from 0, the same in every execution of the program on the same inputs. The language gives it: a composite
/// takes a number before its children do, children are numbered in program order, and the calls of branches before the branches start.
/// </param>
/// <param name="Output">The variable that takes the result; null where there is none.</param>
/// <param name="Span">The place in the source.</param>
/// <param name="Parent">
/// Step index of the composite call that this call is part of; null at top level. Languages may leave it out: the caller that a composite's
/// body is given sets it.
/// </param>
public sealed record CallSite(int StepIndex, string? Output, SourceSpan Span, int? Parent = null);
