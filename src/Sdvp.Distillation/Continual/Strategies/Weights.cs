using System.Runtime.CompilerServices;

namespace Sdvp.Distillation.Continual.Strategies;

/// <summary>The ranges of what strategies are given.</summary>
internal static class Weights
{
    public static double Require(double weight, [CallerArgumentExpression(nameof(weight))] string name = "") => double.IsFinite(weight) && weight >= 0
        ? weight
        : throw new ArgumentOutOfRangeException(name, weight, "A weight is a finite number of at least 0.");

    public static double RequireShare(double share, [CallerArgumentExpression(nameof(share))] string name = "") => share is >= 0 and <= 1
        ? share
        : throw new ArgumentOutOfRangeException(name, share, "A share lies between 0 and 1.");
}
