using Sdvp.Distillation.Evaluation;

namespace Sdvp.Distillation.Reporting;

/// <summary>A bar with its interval.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Its length and its interval.</param>
public sealed record ReportBar(string Name, BootstrapInterval Value);
