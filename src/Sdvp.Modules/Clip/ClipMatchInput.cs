using System.Collections.Immutable;
using Sdvp.Core.Values;
using Sdvp.Modules.Torch;

namespace Sdvp.Modules.Clip;

/// <summary>A call of MATCH as its network takes it.</summary>
/// <param name="imageId">Identifies the image.</param>
/// <param name="image">The image, in the network's size.</param>
/// <param name="candidates">The different texts.</param>
/// <param name="tokens">The ids of each of them.</param>
internal sealed class ClipMatchInput(string imageId, ImageBuffer image, ImmutableArray<string> candidates, ImmutableArray<long[]> tokens) : StudentInput
{
    public string ImageId => imageId;

    public ImageBuffer Image => image;

    public ImmutableArray<string> Candidates => candidates;

    public ImmutableArray<long[]> Tokens => tokens;
}
