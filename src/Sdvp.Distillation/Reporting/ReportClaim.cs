using Sdvp.Distillation.Evaluation;

namespace Sdvp.Distillation.Reporting;

/// <summary>A claim and what the numbers say of it.</summary>
public sealed record ReportClaim
{
    /// <summary>Its name in data, such as <c>visprog/best/gain-taskA</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What is claimed, and how it is decided.</summary>
    public required string Text { get; init; }

    /// <summary>The number that decides, a share or a difference of shares, with its interval; null where it was not measured or has no interval to give.</summary>
    public BootstrapInterval? Estimate { get; init; }

    /// <summary>The one-sided p value; null where it was not measured.</summary>
    public double? PValue { get; init; }

    /// <summary>Whether the claim holds; null where it was not measured.</summary>
    public bool? Holds { get; init; }

    /// <summary>The verdict in words.</summary>
    internal string Verdict => Holds switch { true => "holds", false => "does not hold", null => "not measured" };

    /// <summary>The estimate in percent, as it is printed.</summary>
    internal string EstimateText => Estimate is { } e ? $"{ResultTable.Percent(e.Mean)} [{ResultTable.Percent(e.Low)}, {ResultTable.Percent(e.High)}]" : "–";

    /// <summary>The p value as it is printed.</summary>
    internal string PValueText => PValue is { } p ? ReportNumber.PValue(p) : "–";
}
