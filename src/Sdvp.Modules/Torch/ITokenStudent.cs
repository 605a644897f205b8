using System.Collections.Immutable;
using Sdvp.Core.Modules;

namespace Sdvp.Modules.Torch;

/// <summary>
/// A student that writes its answers token by token. It is trained on given answers (<see cref="Forward(IReadOnlyList{StudentInput}, IReadOnlyList{TokenSequence})"/>);
/// <see cref="IStudent.Forward"/> gives the scores of the answers that it writes itself.
/// </summary>
public interface ITokenStudent : IStudent
{
    /// <summary>Puts an answer in the network's tokens. Thread-safe.</summary>
    /// <param name="call">The call that it answers.</param>
    /// <param name="answer">The answer.</param>
    /// <returns>The tokens with the end, without what the network is given before; null where the network cannot write this answer to this call.</returns>
    ImmutableArray<long>? EncodeAnswer(ModuleCall call, string answer);

    /// <summary>The answers that the network writes itself, greedily. Synchronous; no gradients flow.</summary>
    /// <param name="inputs">Inputs that <see cref="IStudent.Prepare"/> made; at least one.</param>
    /// <returns>The tokens of one answer for each input, as <see cref="TokenSequence.Tokens"/> has them.</returns>
    IReadOnlyList<ImmutableArray<long>> Write(IReadOnlyList<StudentInput> inputs);

    /// <summary>Scores given answers. Synchronous; gradients flow unless the caller forbids them.</summary>
    /// <param name="inputs">Inputs that <see cref="IStudent.Prepare"/> made; at least one.</param>
    /// <param name="sequences">The answers, in the order of their inputs; at least one for each input.</param>
    /// <returns>The scores, in the caller's dispose scope.</returns>
    TokenLogits Forward(IReadOnlyList<StudentInput> inputs, IReadOnlyList<TokenSequence> sequences);
}
