using Sdvp.Modules.Torch;
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

    /// <summary>What runs the blocks; null where they keep everything for gradients.</summary>
    public ActivationCheckpoint? Checkpoint { get; set; }

    public Tensor Forward(Tensor hidden, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        var states = hidden.alias();
        foreach (var block in layer)
        {
            // Freed at once: without gradients nothing else holds what a block has read.
            var next = Run(block, states, mask);
            states.Dispose();
            states = next;
        }

        return states.MoveToOuterDisposeScope();
    }

    private Tensor Run(ViltBlock block, Tensor hidden, Tensor? mask) => Checkpoint is null
        ? block.Forward(hidden, mask)
        : Checkpoint.Run(inputs => block.Forward(inputs[0], inputs.ElementAtOrDefault(1)), mask is null ? [hidden] : [hidden, mask]);
}
