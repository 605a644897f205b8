using System.Collections.Immutable;

namespace Sdvp.Modules.Torch;

/// <summary>An answer as a student writes it.</summary>
/// <param name="Input">The index, within a batch, of the input that it answers.</param>
/// <param name="Tokens">Its tokens with the end, without what the network is given before; at least one.</param>
public sealed record TokenSequence(int Input, ImmutableArray<long> Tokens);
