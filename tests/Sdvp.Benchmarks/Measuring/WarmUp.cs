namespace Sdvp.Benchmarks.Measuring;

/// <summary>What of two things runs until the runtime has compiled it for good before it counts. What does not runs once.</summary>
internal enum WarmUp
{
    /// <summary>Both.</summary>
    Both,

    /// <summary>The first: the second is none of the runtime's, or the same code.</summary>
    First,

    /// <summary>None: both are long, or ran before.</summary>
    None,
}
