using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>One post-norm block of a text model.</summary>
internal sealed class BlipTextBlock : nn.Module
{
    private readonly BlipTextAttention attention;
    private readonly BlipTextAttention crossattention;
    private readonly BlipTextIntermediate intermediate;
    private readonly BlipTextOutput output;

    public BlipTextBlock(BlipTextConfig config, int encoderWidth)
        : base(nameof(BlipTextBlock))
    {
        attention = new BlipTextAttention(config, config.HiddenSize);
        crossattention = new BlipTextAttention(config, encoderWidth);
        intermediate = new BlipTextIntermediate(config);
        output = new BlipTextOutput(config.IntermediateSize, config);
        RegisterComponents();
    }

    public Tensor Forward(Tensor hidden, BlipTextReading reading, int index)
    {
        using var scope = NewDisposeScope();
        var cache = reading.Cache?[index];
        hidden = attention.ToItself(hidden, reading.SelfMask, reading.IsCausal, cache);
        if (reading.Encoder is { } encoder)
        {
            hidden = crossattention.ToEncoder(hidden, encoder, reading.EncoderMask, cache);
        }

        return output.call(intermediate.call(hidden), hidden).MoveToOuterDisposeScope();
    }
}
