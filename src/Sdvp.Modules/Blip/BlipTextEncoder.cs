using Sdvp.Modules.Torch;
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

    /// <summary>What runs the blocks; null where they keep everything for gradients.</summary>
    public ActivationCheckpoint? Checkpoint { get; set; }

    public Tensor Forward(Tensor hidden, BlipTextReading reading)
    {
        using var scope = NewDisposeScope();
        var states = hidden.alias();
        for (var i = 0; i < layer.Count; i++)
        {
            // Freed at once: without gradients nothing else holds what a block has read.
            var next = Run(i, states, reading);
            states.Dispose();
            states = next;
        }

        return states.MoveToOuterDisposeScope();
    }

    private Tensor Run(int index, Tensor hidden, BlipTextReading reading)
    {
        if (Checkpoint is null || reading.Cache is not null)
        {
            return layer[index].Forward(hidden, reading, index);
        }

        // Everything that the block reads is an input: what is not would be gone when the block runs again.
        var given = new List<Tensor> { hidden };
        int? Give(Tensor? tensor)
        {
            if (tensor is null)
            {
                return null;
            }

            given.Add(tensor);
            return given.Count - 1;
        }

        var (mask, encoder, encoderMask) = (Give(reading.SelfMask), Give(reading.Encoder), Give(reading.EncoderMask));
        return Checkpoint.Run(
            inputs => layer[index].Forward(
                inputs[0],
                reading with
                {
                    SelfMask = mask is { } m ? inputs[m] : null,
                    Encoder = encoder is { } e ? inputs[e] : null,
                    EncoderMask = encoderMask is { } em ? inputs[em] : null,
                },
                index),
            given);
    }
}
