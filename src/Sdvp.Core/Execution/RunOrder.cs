namespace Sdvp.Core.Execution;

/// <summary>In which order a stream of runs comes out.</summary>
public enum RunOrder
{
    /// <summary>In the order of the requests. A slow program holds back those behind it, as far as the runner keeps finished runs.</summary>
    AsRequested,

    /// <summary>As the programs end; of those that end together, in the order of the requests.</summary>
    AsCompleted,
}
