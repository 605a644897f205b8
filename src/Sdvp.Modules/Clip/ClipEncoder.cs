using Sdvp.Modules.Torch;
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

    /// <summary>What runs the blocks; null where they keep everything for gradients.</summary>
    public ActivationCheckpoint? Checkpoint { get; set; }

    public override Tensor forward(Tensor hidden, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        var states = hidden.alias();
        foreach (var layer in layers)
        {
            var next = Run(layer, states, mask);
            states.Dispose();
            states = next;
        }

        return states.MoveToOuterDisposeScope();
    }

    private Tensor Run(ClipBlock layer, Tensor states, Tensor? mask) => Checkpoint is null
        ? layer.call(states, mask)
        : mask is null
            ? Checkpoint.Run(inputs => layer.call(inputs[0], null), states)
            : Checkpoint.Run(inputs => layer.call(inputs[0], inputs[1]), states, mask);
}
