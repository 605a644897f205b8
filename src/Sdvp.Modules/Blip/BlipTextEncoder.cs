using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>The blocks of a text model, one after the other.</summary>
internal sealed class BlipTextEncoder : nn.Module
{
    private readonly ModuleList<BlipTextBlock> layer;

    public BlipTextEncoder(BlipTextConfig config, int encoderWidth)
        : base(nameof(BlipTextEncoder))
    {
        layer = nn.ModuleList([.. Enumerable.Range(0, config.NumHiddenLayers).Select(_ => new BlipTextBlock(config, encoderWidth))]);
        RegisterComponents();
    }

    public Tensor Forward(Tensor hidden, BlipTextReading reading)
    {
        using var scope = NewDisposeScope();
        for (var i = 0; i < layer.Count; i++)
        {
            hidden = layer[i].Forward(hidden, reading, i);
        }

        return hidden.MoveToOuterDisposeScope();
    }
}
