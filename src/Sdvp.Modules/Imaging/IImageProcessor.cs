using Sdvp.Core.Values;

namespace Sdvp.Modules.Imaging;

/// <summary>Makes of images what a network was trained on, exactly as the image processor of its checkpoint does in Python. Immutable and thread-safe.</summary>
public interface IImageProcessor
{
    /// <summary>Whether images of different sizes go into one batch, padded to the widest and the highest, with a mask.</summary>
    bool Pads { get; }

    /// <summary>Resizes and crops an image. What comes out is small and can be kept.</summary>
    /// <param name="image">The image.</param>
    /// <returns>The image in the network's size, 8 bits a channel.</returns>
    ImageBuffer Prepare(ImageBuffer image);

    /// <summary>Scales and normalises prepared images and lays them together.</summary>
    /// <param name="prepared">What <see cref="Prepare"/> gave; at least one.</param>
    /// <returns>The pixels, and a mask where the network's images may differ in size.</returns>
    /// <exception cref="ArgumentException">There is no image, or they differ in size and the processor does not pad.</exception>
    PixelBatch ToBatch(IReadOnlyList<ImageBuffer> prepared);
}
