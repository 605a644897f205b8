namespace Sdvp.Core.Generation;

/// <summary>Why a sample gave no program.</summary>
public enum GenerationFailure
{
    /// <summary>The model did not answer in time.</summary>
    TimedOut,

    /// <summary>The chat client threw.</summary>
    ClientFailed,

    /// <summary>The model answered with nothing.</summary>
    EmptyReply,

    /// <summary>What the model wrote is no program, or one that was refused, also after it was told why.</summary>
    Refused,

    /// <summary>There is no chat client, and the cache does not hold the reply.</summary>
    NotCached,

    /// <summary>No program is stored for the example.</summary>
    NotStored,
}
