namespace Sdvp.Modules.OwlVit;

/// <summary>Something found.</summary>
/// <param name="Score">Confidence in [0, 1].</param>
/// <param name="Query">The query that fits best; 0 where an example image was searched for.</param>
/// <param name="Box">The box: in pixels where a size was given, else in fractions of the image. Not clipped to the image.</param>
/// <param name="Place">The place of the network that it comes from.</param>
public readonly record struct OwlVitDetection(float Score, int Query, BoxCorners Box, int Place);
