namespace Sdvp.Samples.Study.Plan;

/// <summary>The order in which tasks are learned.</summary>
internal enum TaskOrder
{
    /// <summary>A, then B.</summary>
    AThenB,

    /// <summary>B, then A.</summary>
    BThenA,

    /// <summary>Both at once.</summary>
    Joint,
}
