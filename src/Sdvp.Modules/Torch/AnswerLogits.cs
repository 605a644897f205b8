using System.Collections.Immutable;
using TorchSharp;

namespace Sdvp.Modules.Torch;

/// <summary>Scores over an answer vocabulary.</summary>
/// <param name="Logits">Logits of the answers, <c>[batch, answers]</c>, float32.</param>
/// <param name="Answers">The vocabulary, in the order of the last dimension.</param>
public sealed record AnswerLogits(torch.Tensor Logits, ImmutableArray<string> Answers) : StudentOutput
{
    /// <summary>How the logits are meant. Default: <see cref="AnswerScoring.Exclusive"/>.</summary>
    public AnswerScoring Scoring { get; init; }
}
