namespace Sdvp.Distillation.Evaluation;

/// <summary>The complementary error function, to about 14 digits.</summary>
internal static class ErrorFunction
{
    /// <summary>erfc(x) for x ≥ 0: the power series of erf near 0, the continued fraction of erfc beyond.</summary>
    public static double Complement(double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        return x < 2 ? 1 - Series(x) : x > 27 ? 0 : Fraction(x);
    }

    private static double Series(double x)
    {
        var term = x;
        var sum = x;
        for (var n = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }

    private static double Fraction(double x)
    {
        var tail = 0.0;
        for (var k = 120; k >= 1; k--)
        {
            tail = k / 2.0 / (x + tail);
        }

        return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * (x + tail));
    }
}
