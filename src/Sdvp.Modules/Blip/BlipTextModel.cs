using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>Tokens <c>[rows, length]</c>, and what an encoder gave → <c>[rows, length, width]</c>. Tensors are named as in Hugging Face's <c>BlipTextModel</c>.</summary>
internal sealed class BlipTextModel : nn.Module
{
    private readonly BlipTextEmbeddings embeddings;
    private readonly BlipTextEncoder encoder;

    public BlipTextModel(BlipTextConfig config, int encoderWidth)
        : base(nameof(BlipTextModel))
    {
        embeddings = new BlipTextEmbeddings(config);
        encoder = new BlipTextEncoder(config, encoderWidth);
        RegisterComponents();
    }

    public EmbeddingLayer Words => embeddings.Words;

    /// <summary>What runs the blocks; null where they keep everything for gradients.</summary>
    public ActivationCheckpoint? Checkpoint
    {
        get => encoder.Checkpoint;
        set => encoder.Checkpoint = value;
    }

    public Tensor Forward(Tensor tokens, BlipTextReading reading)
    {
        using var scope = NewDisposeScope();
        var hidden = encoder.Forward(embeddings.Forward(tokens, reading.Cache?.Length ?? 0), reading);
        if (reading.Cache is { } cache)
        {
            cache.Length += tokens.shape[1];
        }

        return hidden.MoveToOuterDisposeScope();
    }
}
