using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sdvp.Modules.Clip;

/// <summary>The blocks of a tower, one after the other: <c>[n, length, hidden]</c> and a mask → the same.</summary>
internal sealed class ClipEncoder : Module<Tensor, Tensor?, Tensor>
{
    private readonly ModuleList<ClipBlock> layers;

    public ClipEncoder(ClipBlockConfig config)
        : base(nameof(ClipEncoder))
    {
        layers = ModuleList([.. Enumerable.Range(0, config.Layers).Select(_ => new ClipBlock(config))]);
        RegisterComponents();
    }

    public override Tensor forward(Tensor hidden, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        var states = hidden;
        foreach (var layer in layers)
        {
            var next = layer.call(states, mask);
            if (!ReferenceEquals(states, hidden))
            {
                states.Dispose();
            }

            states = next;
        }

        return states.MoveToOuterDisposeScope();
    }
}
