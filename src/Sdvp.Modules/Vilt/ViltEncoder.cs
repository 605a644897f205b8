using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sdvp.Modules.Vilt;

/// <summary>The blocks, one after the other.</summary>
internal sealed class ViltEncoder : nn.Module
{
    private readonly ModuleList<ViltBlock> layer;

    public ViltEncoder(ViltConfig config)
        : base(nameof(ViltEncoder))
    {
        layer = nn.ModuleList([.. Enumerable.Range(0, config.NumHiddenLayers).Select(_ => new ViltBlock(config))]);
        RegisterComponents();
    }

    public Tensor Forward(Tensor hidden, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        foreach (var block in layer)
        {
            hidden = block.Forward(hidden, mask);
        }

        return hidden.MoveToOuterDisposeScope();
    }
}
