using Sdvp.Core.Values;

namespace Sdvp.Core.Recording;

/// <summary>Takes the images that a JSON text names.</summary>
internal interface IImageSink
{
    /// <summary>Takes an image, if it is not there already.</summary>
    /// <param name="image">The image.</param>
    /// <returns>The name to write: its <see cref="ImageBuffer.ContentId"/>.</returns>
    string Write(ImageBuffer image);
}
