using System.Globalization;
using Sdvp.Core.Modules;

namespace Sdvp.Core.Teaching.Adapters;

/// <summary>Makes labels of answers that are sure enough.</summary>
internal static class SureLabel
{
    /// <summary>Makes a label.</summary>
    /// <param name="answers">The student's answers by the teacher's probabilities.</param>
    /// <param name="least">The least probability of the best one.</param>
    /// <param name="weighting">What the label weighs.</param>
    /// <param name="isHard">Whether it is the best answer alone.</param>
    /// <param name="origin">Who made it.</param>
    /// <returns>The label, or <see cref="Unsure"/>.</returns>
    public static Adaptation<StepLabel> Create(AnswerDistribution answers, double least, LabelWeighting weighting, bool isHard, string origin) =>
        answers.Confidence < least
            ? Unsure(answers, least)
            : StepLabel.ForAnswers(
                isHard ? AnswerDistribution.Certain(answers.Top) : answers, weighting == LabelWeighting.Confidence ? answers.Confidence : 1.0, origin);

    /// <summary>Says that the best answer is not sure enough.</summary>
    /// <param name="answers">The answers.</param>
    /// <param name="least">What is asked for.</param>
    /// <returns>The reason, with the code <c>low-confidence</c>.</returns>
    public static Abstention Unsure(AnswerDistribution answers, double least) => new(AbstentionCodes.LowConfidence, string.Create(
        CultureInfo.InvariantCulture, $"The best answer '{answers.Top}' has the probability {answers.Confidence:0.###}; at least {least} is asked for."));
}
