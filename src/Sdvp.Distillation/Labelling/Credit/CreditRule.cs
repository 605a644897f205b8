namespace Sdvp.Distillation.Labelling.Credit;

/// <summary>How a program's final answer speaks for the label of one of its steps.</summary>
public enum CreditRule
{
    /// <summary>
    /// The label's answer is put in at this step, all else stays as it was recorded, and the rest of the program is executed again. The label has credit where the
    /// final answer is right then: 1, else 0. Where two steps of a program are wrong, neither gets credit.
    /// </summary>
    Single,

    /// <summary>
    /// Each labelled step may have the label's answer, the label's second answer or the recorded one; the program is executed for every combination. The credit is
    /// the probability of this label's answer, given that the final answer is right: each combination weighs as much as label and student together give its answers.
    /// </summary>
    Joint,

    /// <summary>
    /// As <see cref="Joint"/>, and the label learns from it: its answers get the probabilities that they have given that the final answer is right. Where another
    /// answer than the label's is the most probable then, it takes its place. Labels without answers, such as regions, are judged and stay as they are.
    /// </summary>
    Revising,
}
