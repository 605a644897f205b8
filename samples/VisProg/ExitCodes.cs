namespace Sdvp.Samples.VisProg;

/// <summary>What the process ends with.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>A program was refused or failed, or no program could be written.</summary>
    public const int Failed = 1;

    /// <summary>Something about the command line, a file or the configuration.</summary>
    public const int Usage = 2;

    /// <summary>An error of the sample itself.</summary>
    public const int Internal = 70;

    public const int Stopped = 130;
}
