namespace Sdvp.Distillation.Losses;

/// <summary>An object that a detector should have found.</summary>
/// <param name="Left">Left edge, as a fraction of the image's width.</param>
/// <param name="Top">Top edge, as a fraction of its height.</param>
/// <param name="Right">Right edge.</param>
/// <param name="Bottom">Bottom edge.</param>
/// <param name="Probability">How sure it is that the object is there, in [0, 1].</param>
/// <param name="Weight">Weight in the loss; at least 0.</param>
public readonly record struct DetectionTarget(float Left, float Top, float Right, float Bottom, float Probability, float Weight);
