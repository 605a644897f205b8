using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>The decoder's head, under the names of Hugging Face.</summary>
internal sealed class BlipPredictionHead : nn.Module
{
    private readonly BlipPredictions predictions;

    public BlipPredictionHead(BlipTextConfig config, bool isOutputTied)
        : base(nameof(BlipPredictionHead))
    {
        predictions = new BlipPredictions(config, isOutputTied);
        RegisterComponents();
    }

    public BlipPredictions Predictions => predictions;
}
