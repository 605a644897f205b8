using System.Collections.Immutable;
using TorchSharp;

namespace Sdvp.Modules.Torch;

/// <summary>Scores of the tokens of answers, each token given the true ones before it (teacher forcing).</summary>
/// <param name="Logits">Unnormalised log-probabilities of next tokens, <c>[sequences, places, vocabulary]</c>, float32.</param>
/// <param name="Targets">The token that stands at each place, <c>[sequences, places]</c>, Int64; 0 where there is none.</param>
/// <param name="Mask">1 where a token of the sequence stands, 0 elsewhere, <c>[sequences, places]</c>, float32.</param>
/// <param name="Sequences">The sequences; several may answer one input.</param>
public sealed record TokenLogits(torch.Tensor Logits, torch.Tensor Targets, torch.Tensor Mask, ImmutableArray<TokenSequence> Sequences) : StudentOutput;
