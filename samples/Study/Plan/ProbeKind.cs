namespace Sdvp.Samples.Study.Plan;

/// <summary>On which further calls a student is held to its snapshot.</summary>
internal enum ProbeKind
{
    /// <summary>On none.</summary>
    None,

    /// <summary>On calls of programs that the host runs anyway, without labels; for the second task also on calls of the first.</summary>
    Traffic,

    /// <summary>The same, without calls of the families that are measured as unseen.</summary>
    TrafficWithoutUnseen,

    /// <summary>On other questions about the task's own images.</summary>
    Questions,
}
