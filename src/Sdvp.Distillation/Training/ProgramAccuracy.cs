namespace Sdvp.Distillation.Training;

/// <summary>How often whole programs gave the expected answer.</summary>
/// <param name="Correct">Programs with the expected answer.</param>
/// <param name="Failed">Programs that failed; they count as wrong.</param>
/// <param name="Total">Programs in all.</param>
public sealed record ProgramAccuracy(int Correct, int Failed, int Total)
{
    /// <summary>Share of correct programs, in [0, 1]; 0 where there is none.</summary>
    public double Value => Total == 0 ? 0 : (double)Correct / Total;
}
