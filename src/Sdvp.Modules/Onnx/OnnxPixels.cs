using System.Collections.Immutable;

namespace Sdvp.Modules.Onnx;

/// <summary>How pixels become numbers: <c>(level × Scale − Mean) / StandardDeviation</c> for levels 0 to 255, channels red, green, blue.</summary>
/// <param name="Scale">Factor on a level.</param>
/// <param name="Mean">Of each channel; three numbers.</param>
/// <param name="StandardDeviation">Of each channel; three numbers, none 0.</param>
public sealed record OnnxPixels(double Scale, ImmutableArray<double> Mean, ImmutableArray<double> StandardDeviation)
{
    /// <summary>0 to 1.</summary>
    public static OnnxPixels Unit { get; } = new(1 / 255.0, [0, 0, 0], [1, 1, 1]);

    /// <summary>−1 to 1, as diffusion models take them.</summary>
    public static OnnxPixels Signed { get; } = new(1 / 255.0, [0.5, 0.5, 0.5], [0.5, 0.5, 0.5]);

    /// <summary>0 to 1 about mean and deviation of ImageNet, as segmentation networks take them.</summary>
    public static OnnxPixels ImageNet { get; } = new(1 / 255.0, [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]);

    /// <summary>Levels less the mean of ImageNet, as the face detector DSFD takes them.</summary>
    public static OnnxPixels MeanSubtracted { get; } = new(1, [123, 117, 104], [1, 1, 1]);

    /// <inheritdoc/>
    public bool Equals(OnnxPixels? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"scale {Scale}, mean {string.Join(' ', Mean)}, deviation {string.Join(' ', StandardDeviation)}");

    internal void Validate()
    {
        if (Mean.Length != 3 || StandardDeviation.Length != 3 || StandardDeviation.Contains(0) || !double.IsFinite(Scale) || Scale == 0)
        {
            throw new ArgumentException($"Pixels have three channels, no deviation is 0, and the scale is a number other than 0; given are {this}.");
        }
    }
}
