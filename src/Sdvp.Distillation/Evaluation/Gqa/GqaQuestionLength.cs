namespace Sdvp.Distillation.Evaluation.Gqa;

/// <summary>The lengths by which GQA's official metrics break accuracy down.</summary>
public static class GqaQuestionLength
{
    /// <summary>Words of a question: what white space separates.</summary>
    /// <param name="question">The question.</param>
    /// <returns>The number.</returns>
    public static int CountWords(GqaQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return PythonText.Split(question.Question).Count;
    }

    /// <summary>
    /// Steps of a question's program. Left out are those whose text <c>operation: argument</c> contains <c>exist</c>, <c>query: name</c> or <c>choose name</c>:
    /// they ask and do not reason. As in the official script, an argument such as <c>existing building</c> leaves its step out too.
    /// </summary>
    /// <param name="question">The question, with its program.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentException">The question has no program.</exception>
    public static int CountSteps(GqaQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return question.Semantic is { } steps
            ? steps.Count(step => !IsAsking($"{step.Operation}: {step.Argument}"))
            : throw new ArgumentException($"The question {question.Id} has no program.", nameof(question));
    }

    private static bool IsAsking(string step) => step.Contains("exist", StringComparison.Ordinal)
        || step.Contains("query: name", StringComparison.Ordinal) || step.Contains("choose name", StringComparison.Ordinal);
}
