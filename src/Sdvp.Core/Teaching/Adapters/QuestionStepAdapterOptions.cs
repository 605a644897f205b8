namespace Sdvp.Core.Teaching.Adapters;

/// <summary>How <see cref="QuestionStepAdapter"/> makes labels. Immutable.</summary>
public sealed record QuestionStepAdapterOptions
{
    /// <summary>The module that is labelled. Default: <c>VQA</c>.</summary>
    public string Module { get; init; } = "VQA";

    /// <summary>The module's image parameter. Default: <c>image</c>.</summary>
    public string ImageParameter { get; init; } = "image";

    /// <summary>The module's question parameter. Default: <c>question</c>.</summary>
    public string QuestionParameter { get; init; } = "question";

    /// <summary>The least probability of the teacher's best valid answer, among the valid ones, in [0, 1]. Default: 0.5.</summary>
    public double MinConfidence { get; init; } = 0.5;

    /// <summary>The least probability that the teacher gives to all answers that are valid for the question's kind together, in [0, 1]. Default: 0.1.</summary>
    public double MinValidMass { get; init; } = 0.1;

    /// <summary>Label with the best answer alone instead of the distribution. Default: false.</summary>
    public bool HardLabels { get; init; }

    /// <summary>How labels are weighted. Default: <see cref="LabelWeighting.Constant"/>.</summary>
    public LabelWeighting Weighting { get; init; }

    /// <summary>Answers that teacher and student must share at least. Default: 2.</summary>
    public int MinSharedAnswers { get; init; } = 2;

    /// <summary>Compares answers of teacher and student. Default: <see cref="AnswerNormalizer.Default"/>.</summary>
    public AnswerNormalizer Normalizer { get; init; } = AnswerNormalizer.Default;

    /// <summary>Tells the kind of a question; pure and thread-safe. Default: <see cref="QuestionKinds.Of"/>.</summary>
    public Func<string, QuestionKind> KindOf { get; init; } = QuestionKinds.Of;
}
