using Sdvp.Core.Values;
using Sdvp.Modules.Torch;

namespace Sdvp.Modules.Blip;

/// <summary>A call of CAPTION as its network takes it.</summary>
/// <param name="image">The image in the network's size, 8 bits a channel.</param>
/// <param name="prompt">What the caption begins with: the start, and the tokens of the prefix.</param>
internal sealed class BlipCaptionInput(ImageBuffer image, long[] prompt) : StudentInput
{
    public ImageBuffer Image => image;

    public long[] Prompt => prompt;
}
