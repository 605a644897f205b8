using System.Collections.Immutable;
using Sdvp.Core.Teaching;

namespace Sdvp.Distillation.Training;

/// <summary>Judged regions, or all objects, with the size of the image that they are measured in.</summary>
internal sealed record RegionTarget(ImmutableArray<RegionLabel> Regions, bool IsComplete, int Width, int Height, float Weight) : StepTarget(Weight);
