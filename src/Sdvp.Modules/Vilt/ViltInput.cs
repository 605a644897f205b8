using Sdvp.Core.Values;
using Sdvp.Modules.Torch;

namespace Sdvp.Modules.Vilt;

/// <summary>A call as a ViLT network takes it.</summary>
/// <param name="image">The image in the network's size, 8 bits a channel.</param>
/// <param name="tokens">The tokens of the question, framed.</param>
internal sealed class ViltInput(ImageBuffer image, long[] tokens) : StudentInput
{
    public ImageBuffer Image => image;

    public long[] Tokens => tokens;
}
