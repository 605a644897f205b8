using Sdvp.Core.Values;
using Sdvp.Modules.Text;
using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>Runs a matching network on pairs of images and texts.</summary>
internal sealed class BlipMatchRunner(BlipMatchNetwork network, BlipCheckpoint<BlipMatchNetwork> checkpoint, Device device, ScalarType type)
{
    /// <summary>Logits of match minus no match, <c>[pairs]</c>, float32, in the caller's dispose scope. Pairs of one image stand together.</summary>
    public Tensor Compare(IReadOnlyList<(ImageBuffer Image, long[] Tokens)> pairs)
    {
        using var scope = NewDisposeScope();
        var images = new BlipImages(pairs.Select(p => p.Image));
        long[][] tokens = [.. pairs.Select(p => p.Tokens)];
        var seen = network.Vision.call(checkpoint.Inputs.ToPixels(images.Images, device, type));
        var read = network.ReadTexts(
            images.Spread(seen), TokenRows.ToTensor(tokens, checkpoint.Config.Text.PadTokenId, device), TokenRows.ToMask(tokens, device));
        var judged = network.Judge(read);
        return judged.select(1, 1).Minus(judged.select(1, 0)).MoveToOuterDisposeScope();
    }
}
