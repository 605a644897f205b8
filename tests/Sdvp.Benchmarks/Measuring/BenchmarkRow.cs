using System.Globalization;

namespace Sdvp.Benchmarks.Measuring;

/// <summary>One line of the table.</summary>
/// <param name="Family">The group that it stands in.</param>
/// <param name="Name">What was measured; unique.</param>
/// <param name="Value">The measured value; null where it was skipped.</param>
/// <param name="Unit">Its unit; <c>×</c> for ratios.</param>
/// <param name="Bar">What is asked of it; null where nothing is.</param>
/// <param name="Note">What else there is to say, such as why it was skipped; null for nothing.</param>
internal sealed record BenchmarkRow(string Family, string Name, double? Value, string Unit, Bar? Bar = null, string? Note = null)
{
    /// <summary>Whether the bar is met; null where there is none, or nothing was measured.</summary>
    public bool? Holds => Value is { } value && Bar is { } bar ? bar.Holds(value) : null;

    public string ValueText => Value is { } value ? value.ToString(value >= 1000 ? "N0" : value >= 100 ? "0" : value >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture) : "skipped";
}
