namespace Sdvp.Distillation.Reporting;

/// <summary>One fact in a report's head, such as the seed or the duration.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Its value.</param>
public sealed record ReportFact(string Name, string Value);
