namespace Sdvp.Core.Execution.Fallbacks;

/// <summary>Why a program gave no result.</summary>
public enum FallbackCause
{
    /// <summary>A step failed while it ran.</summary>
    Failed,

    /// <summary>The program was refused before anything of it ran.</summary>
    Refused,
}
