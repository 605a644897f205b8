using Sdvp.Core.Values;

namespace Sdvp.Core.Teaching;

/// <summary>A teacher's judgement of one region.</summary>
/// <param name="Box">The region, in pixels of the step's image argument.</param>
/// <param name="Probability">Probability that the region shows what the step asked for, in [0, 1].</param>
/// <param name="Weight">Weight of this region in the step's loss; at least 0. Default: 1.</param>
public sealed record RegionLabel(PixelBox Box, double Probability, double Weight = 1.0);
