using System.Globalization;

namespace Sdvp.Distillation.Reporting;

/// <summary>Numbers as reports print them.</summary>
public static class ReportNumber
{
    /// <summary>A share in percent with one decimal.</summary>
    /// <param name="share">The share.</param>
    /// <returns>Such as <c>62.5</c>; never minus zero.</returns>
    public static string Percent(double share) => Tenths(share, "0.0");

    /// <summary>A difference of shares in points with one decimal and its sign.</summary>
    /// <param name="difference">The difference.</param>
    /// <returns>Such as <c>+2.5</c>; zero has no sign.</returns>
    public static string Points(double difference) => Tenths(difference, "+0.0;-0.0;0.0");

    /// <summary>A p value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Such as <c>0.031</c>; below a thousandth it only says so.</returns>
    public static string PValue(double value) => value < 0.001 ? "< 0.001" : value.ToString("0.000", CultureInfo.InvariantCulture);

    // Rounded as printed, first: what rounds to zero has no sign. Adding 0 turns −0 into 0.
    private static string Tenths(double share, string format) =>
        (Math.Round(share * 100, 1, MidpointRounding.AwayFromZero) + 0.0).ToString(format, CultureInfo.InvariantCulture);
}
