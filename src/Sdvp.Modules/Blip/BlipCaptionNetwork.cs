using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>Images → text about them. Tensors are named as in Hugging Face's <c>BlipForConditionalGeneration</c>.</summary>
internal sealed class BlipCaptionNetwork : nn.Module, ICheckpointedNetwork
{
    private readonly BlipVisionModel vision_model;
    private readonly BlipLanguageModel text_decoder;

    public BlipCaptionNetwork(BlipConfig config)
        : base(nameof(BlipCaptionNetwork))
    {
        config.Validate();
        vision_model = new BlipVisionModel(config.Vision);
        text_decoder = new BlipLanguageModel(config, config.Vision.HiddenSize);
        RegisterComponents();
    }

    public ActivationCheckpoint? Checkpoint
    {
        get => vision_model.Checkpoint;
        set => (vision_model.Checkpoint, text_decoder.Checkpoint) = (value, value);
    }

    public BlipVisionModel Vision => vision_model;

    public BlipLanguageModel Decoder => text_decoder;

    /// <summary>Logits after each token of captions, <c>[rows, tokens, vocabulary]</c>.</summary>
    /// <param name="images">Of <see cref="Vision"/>, <c>[n, 1 + patches, width]</c>.</param>
    /// <param name="captions">Tokens, <c>[rows, tokens]</c>; rows is a multiple of n, and the captions of an image stand together.</param>
    /// <param name="isToken">Their padding, <c>[rows, tokens]</c>, Int64; null where padding only follows.</param>
    public Tensor Describe(Tensor images, Tensor captions, Tensor? isToken)
    {
        using var scope = NewDisposeScope();
        var reading = new BlipTextReading
        {
            SelfMask = isToken is null ? null : BlipMasks.Causal(isToken, text_decoder.Type),
            IsCausal = isToken is null,
            Encoder = images,
        };
        return text_decoder.Forward(captions, reading).MoveToOuterDisposeScope();
    }
}
