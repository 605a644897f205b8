namespace Sdvp.Samples.Study.Plan;

/// <summary>The strategies of the library that a recipe can add.</summary>
internal enum StrategyKind
{
    /// <summary>None.</summary>
    None,

    /// <summary>Earlier calls with their logits (DER).</summary>
    Replay,

    /// <summary>Elastic weight consolidation.</summary>
    ElasticWeights,

    /// <summary>L2 to the start.</summary>
    StartPenalty,

    /// <summary>A low-rank adapter alone.</summary>
    Lora,
}
