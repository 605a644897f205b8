namespace Sdvp.Distillation.Reporting;

/// <summary>How often something failed.</summary>
/// <param name="Where">Where, such as a data file or <c>task A, after</c>.</param>
/// <param name="Cause">Why.</param>
/// <param name="Count">How often.</param>
public sealed record FailureCount(string Where, string Cause, int Count);
