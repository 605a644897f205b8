using System.Collections.Immutable;
using TorchSharp;

namespace Sdvp.Modules.Torch;

/// <summary>
/// Scores over candidates that each call brings with it. A call's candidates are the different texts of its argument of type list, compared by ordinal, in the order
/// in which they first stand there.
/// </summary>
/// <param name="Logits">
/// Unnormalised log-probabilities, <c>[batch, most candidates of a call]</c>, float32. Rows of calls with fewer candidates end with
/// <see cref="Padding"/>, to which a softmax gives no probability and no gradient.
/// </param>
/// <param name="Candidates">The candidates of each call.</param>
public sealed record CandidateLogits(torch.Tensor Logits, ImmutableArray<ImmutableArray<string>> Candidates) : StudentOutput
{
    /// <summary>The logit where a call has no candidate.</summary>
    public const float Padding = -1e9f;

    /// <summary>How the logits are meant. Default: <see cref="AnswerScoring.Exclusive"/>.</summary>
    public AnswerScoring Scoring { get; init; }
}
