using System.Globalization;

namespace Sdvp.Core.Execution;

/// <summary>How far a stream of runs has come.</summary>
/// <param name="Done">Runs that ended, skipped ones not counted.</param>
/// <param name="Skipped">Requests that were skipped because the store holds their runs.</param>
/// <param name="Total">Requests altogether; null where it is not known.</param>
/// <param name="Failed">Runs without a result.</param>
/// <param name="FellBack">Runs with a fallback's result.</param>
/// <param name="Elapsed">Time since the stream began.</param>
public sealed record RunProgress(long Done, long Skipped, long? Total, long Failed, long FellBack, TimeSpan Elapsed)
{
    /// <summary>Runs a second since the stream began; 0 at its begin.</summary>
    public double Rate => Elapsed > TimeSpan.Zero ? Done / Elapsed.TotalSeconds : 0;

    /// <summary>Time that the rest will take at this rate; null where that is not known.</summary>
    public TimeSpan? TimeLeft => Total is { } total && Rate > 0
        ? TimeSpan.FromSeconds(Math.Min(Math.Max(0, total - Skipped - Done) / Rate, TimeSpan.MaxValue.TotalSeconds / 2))
        : null;

    /// <summary>One line, such as <c>1200 of 5000 (300 skipped), 85.2/s, 00:00:41 left, 3 failed</c>.</summary>
    /// <returns>The line.</returns>
    public override string ToString()
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Done + Skipped}");
        text += Total is { } total ? string.Create(CultureInfo.InvariantCulture, $" of {total}") : "";
        text += Skipped > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({Skipped} skipped)") : "";
        text += string.Create(CultureInfo.InvariantCulture, $", {Rate:0.0}/s");
        text += TimeLeft is { } left ? string.Create(CultureInfo.InvariantCulture, $", {left:hh\\:mm\\:ss} left") : "";
        text += Failed > 0 ? string.Create(CultureInfo.InvariantCulture, $", {Failed} failed") : "";
        return text + (FellBack > 0 ? string.Create(CultureInfo.InvariantCulture, $", {FellBack} by fallback") : "");
    }
}
