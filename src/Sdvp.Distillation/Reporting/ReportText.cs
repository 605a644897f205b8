namespace Sdvp.Distillation.Reporting;

/// <summary>A paragraph.</summary>
/// <param name="Text">What it says.</param>
public sealed record ReportText(string Text) : ReportBlock;
