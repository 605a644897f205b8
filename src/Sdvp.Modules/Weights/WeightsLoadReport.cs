using System.Collections.Immutable;

namespace Sdvp.Modules.Weights;

/// <summary>What did not meet when weights were loaded.</summary>
/// <param name="Missing">Tensors of the network that the file does not hold; they kept their values. In ordinal order.</param>
/// <param name="Unexpected">Tensors of the file that the network does not have, under the file's names. In ordinal order.</param>
public sealed record WeightsLoadReport(ImmutableArray<string> Missing, ImmutableArray<string> Unexpected);
