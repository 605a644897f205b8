using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>The blocks of the image encoder, one after the other.</summary>
internal sealed class BlipVisionEncoder : nn.Module<Tensor, Tensor>
{
    private readonly ModuleList<BlipVisionBlock> layers;

    public BlipVisionEncoder(BlipVisionConfig config)
        : base(nameof(BlipVisionEncoder))
    {
        layers = nn.ModuleList([.. Enumerable.Range(0, config.NumHiddenLayers).Select(_ => new BlipVisionBlock(config))]);
        RegisterComponents();
    }

    public override Tensor forward(Tensor hidden)
    {
        using var scope = NewDisposeScope();
        foreach (var block in layers)
        {
            hidden = block.call(hidden);
        }

        return hidden.MoveToOuterDisposeScope();
    }
}
