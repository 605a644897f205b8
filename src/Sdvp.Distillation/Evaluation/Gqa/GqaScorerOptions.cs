namespace Sdvp.Distillation.Evaluation.Gqa;

/// <summary>What <see cref="GqaScorer"/> computes besides accuracy. Immutable.</summary>
public sealed record GqaScorerOptions
{
    /// <summary>
    /// Compute consistency. Every question that is added then needs a prediction, balanced or not, and the ids of all are held in memory: about 100 bytes each.
    /// Default: false.
    /// </summary>
    public bool Consistency { get; init; }

    /// <summary>
    /// Attention by question id, for grounding: <c>map[i][j]</c> is what lies on the cell in column <c>i</c> and row <c>j</c> of a square map over the image.
    /// Default: none, so that grounding is not computed.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyList<double>>>? Attentions { get; init; }

    /// <summary>Scenes by image id; needed where <see cref="Attentions"/> are given. Default: none.</summary>
    public IReadOnlyDictionary<string, GqaSceneGraph>? Scenes { get; init; }

    /// <summary>Name of where the questions come from, for messages. Default: <c>questions</c>.</summary>
    public string Source { get; init; } = "questions";
}
