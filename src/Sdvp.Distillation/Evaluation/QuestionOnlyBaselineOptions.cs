using Sdvp.Core.Teaching;

namespace Sdvp.Distillation.Evaluation;

/// <summary>How <see cref="QuestionOnlyBaseline"/> generalises. Immutable.</summary>
public sealed record QuestionOnlyBaselineOptions
{
    /// <summary>Training questions that a text, pattern or prefix must have at least, to be decided by; at least 1. Default: 2.</summary>
    public int MinSupport { get; init; } = 2;

    /// <summary>Words in less than this share of the training questions count as interchangeable in patterns, in [0, 1]. Default: 0.2.</summary>
    public double RareWordShare { get; init; } = 0.2;

    /// <summary>Words of the longest prefix; at least 1. Default: 4.</summary>
    public int LongestPrefix { get; init; } = 4;

    /// <summary>Decides which answers and questions are the same. Default: <see cref="AnswerNormalizer.Default"/>.</summary>
    public AnswerNormalizer Normalizer { get; init; } = AnswerNormalizer.Default;
}
