using Sdvp.Modules.Torch;
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

    /// <summary>What runs the blocks; null where they keep everything for gradients.</summary>
    public ActivationCheckpoint? Checkpoint { get; set; }

    public override Tensor forward(Tensor hidden)
    {
        using var scope = NewDisposeScope();
        var states = hidden.alias();
        foreach (var block in layers)
        {
            // Freed at once: without gradients nothing else holds what a block has read.
            var next = Checkpoint is null ? block.call(states) : Checkpoint.Run(inputs => block.call(inputs[0]), states);
            states.Dispose();
            states = next;
        }

        return states.MoveToOuterDisposeScope();
    }
}
