using Sdvp.Core.Values;
using Sdvp.Modules.Torch;

namespace Sdvp.Modules.OwlVit;

/// <summary>A call of LOC as its network takes it.</summary>
/// <param name="imageId">Identifies the image.</param>
/// <param name="image">The image, in the network's size.</param>
/// <param name="text">What the network reads.</param>
/// <param name="tokens">The ids of the text.</param>
internal sealed class OwlVitInput(string imageId, ImageBuffer image, string text, long[] tokens) : StudentInput
{
    public string ImageId => imageId;

    public ImageBuffer Image => image;

    public string Text => text;

    public long[] Tokens => tokens;
}
