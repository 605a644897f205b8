namespace Sdvp.Distillation.Losses;

/// <summary>The range of temperatures.</summary>
internal static class Temperature
{
    public static void Require(double temperature)
    {
        if (!(temperature > 0) || double.IsInfinity(temperature))
        {
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "A temperature is a finite number greater than 0; 2 is usual.");
        }
    }
}
