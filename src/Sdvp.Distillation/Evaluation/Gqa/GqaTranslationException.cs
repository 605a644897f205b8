namespace Sdvp.Distillation.Evaluation.Gqa;

/// <summary>A functional program that cannot be translated. The message names question, step and what was expected.</summary>
/// <param name="questionId">The question.</param>
/// <param name="step">Number of the step, from 0; null where the program as a whole is meant.</param>
/// <param name="problem">What was found and what was expected.</param>
public sealed class GqaTranslationException(string questionId, int? step, string problem)
    : FormatException($"{questionId}: {(step is { } number ? $"semantic[{number}]: " : "")}{problem}")
{
    /// <summary>The question.</summary>
    public string QuestionId { get; } = questionId;

    /// <summary>Number of the step, from 0; null where the program as a whole is meant.</summary>
    public int? Step { get; } = step;
}
