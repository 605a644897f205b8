namespace Sdvp.Modules.Torch;

/// <summary>How logits of answers are meant, and thus which loss trains them.</summary>
public enum AnswerScoring
{
    /// <summary>One answer is right: the softmax over the logits is the distribution. Trained by cross-entropy, held by the Kullback-Leibler divergence of distributions.</summary>
    Exclusive,

    /// <summary>
    /// Each answer is right or wrong for itself: the sigmoid of its logit is its probability. Trained by binary cross-entropy summed over the answers, held by the sum of the
    /// divergences of the answers.
    /// </summary>
    Independent,
}
