using System.Collections.Immutable;
using TorchSharp;

namespace Sdvp.Modules.Weights;

/// <summary>Where a safetensors file holds a tensor, and of what kind it is.</summary>
/// <param name="Type">The type of an element.</param>
/// <param name="Shape">The dimensions; empty for a scalar.</param>
/// <param name="Begin">First byte, counted from the end of the header.</param>
/// <param name="End">The byte behind the last one.</param>
public sealed record SafetensorsEntry(torch.ScalarType Type, ImmutableArray<long> Shape, long Begin, long End);
