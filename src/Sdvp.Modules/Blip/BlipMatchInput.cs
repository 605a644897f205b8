using System.Collections.Immutable;
using Sdvp.Core.Values;
using Sdvp.Modules.Torch;

namespace Sdvp.Modules.Blip;

/// <summary>A call of MATCH as its network takes it.</summary>
/// <param name="image">The image in the network's size, 8 bits a channel.</param>
/// <param name="candidates">The different texts.</param>
/// <param name="tokens">The tokens of each of them, framed.</param>
internal sealed class BlipMatchInput(ImageBuffer image, ImmutableArray<string> candidates, ImmutableArray<long[]> tokens) : StudentInput
{
    public ImageBuffer Image => image;

    public ImmutableArray<string> Candidates => candidates;

    public ImmutableArray<long[]> Tokens => tokens;
}
