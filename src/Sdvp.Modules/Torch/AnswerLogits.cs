using System.Collections.Immutable;
using TorchSharp;

namespace Sdvp.Modules.Torch;

/// <summary>Scores over an answer vocabulary.</summary>
/// <param name="Logits">Unnormalised log-probabilities, <c>[batch, answers]</c>, float32.</param>
/// <param name="Answers">The vocabulary, in the order of the last dimension.</param>
public sealed record AnswerLogits(torch.Tensor Logits, ImmutableArray<string> Answers) : StudentOutput;
