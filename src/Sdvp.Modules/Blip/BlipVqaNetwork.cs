using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>Images and questions → answers as text. Tensors are named as in Hugging Face's <c>BlipForQuestionAnswering</c>.</summary>
internal sealed class BlipVqaNetwork : nn.Module, ICheckpointedNetwork
{
    private readonly BlipVisionModel vision_model;
    private readonly BlipTextModel text_encoder;
    private readonly BlipLanguageModel text_decoder;

    public BlipVqaNetwork(BlipConfig config)
        : base(nameof(BlipVqaNetwork))
    {
        config.Validate();
        if (config.Vision.HiddenSize != config.Text.HiddenSize)
        {
            throw new ArgumentException(
                $"The decoder reads questions of width {config.Text.HiddenSize} by layers of the width of images, which is {config.Vision.HiddenSize}: "
                + "for question answering both have to be the same.");
        }

        vision_model = new BlipVisionModel(config.Vision);
        text_encoder = new BlipTextModel(config.Text, config.Vision.HiddenSize);
        text_decoder = new BlipLanguageModel(config, config.Vision.HiddenSize);
        RegisterComponents();
    }

    public ActivationCheckpoint? Checkpoint
    {
        get => vision_model.Checkpoint;
        set => (vision_model.Checkpoint, text_encoder.Checkpoint, text_decoder.Checkpoint) = (value, value, value);
    }

    public BlipVisionModel Vision => vision_model;

    public BlipLanguageModel Decoder => text_decoder;

    /// <summary>Questions that have looked at images, <c>[n, tokens, width]</c>.</summary>
    /// <param name="images">Of <see cref="Vision"/>, <c>[k, 1 + patches, width]</c>; n is a multiple of k, and the questions of an image stand together.</param>
    /// <param name="questions">Tokens, <c>[n, tokens]</c>.</param>
    /// <param name="isToken">0 for padding, else 1, <c>[n, tokens]</c>, Int64; null where nothing is padded.</param>
    public Tensor ReadQuestions(Tensor images, Tensor questions, Tensor? isToken)
    {
        using var scope = NewDisposeScope();
        var reading = new BlipTextReading { SelfMask = BlipMasks.InBothDirections(isToken, text_decoder.Type), Encoder = images };
        return text_encoder.Forward(questions, reading).MoveToOuterDisposeScope();
    }

    /// <summary>Logits after each token of answers, <c>[rows, tokens, vocabulary]</c>.</summary>
    /// <param name="read">Questions that were read, <c>[n, tokens, width]</c>.</param>
    /// <param name="isToken">Their padding; null for none.</param>
    /// <param name="answers">Tokens of answers, <c>[rows, tokens]</c>; rows is a multiple of n, and the answers to a question stand together.</param>
    /// <param name="isAnswer">Their padding, <c>[rows, tokens]</c>, Int64; null where padding only follows.</param>
    public Tensor Answer(Tensor read, Tensor? isToken, Tensor answers, Tensor? isAnswer)
    {
        using var scope = NewDisposeScope();
        var reading = new BlipTextReading
        {
            SelfMask = isAnswer is null ? null : BlipMasks.Causal(isAnswer, text_decoder.Type),
            IsCausal = isAnswer is null,
            Encoder = read,
            EncoderMask = BlipMasks.OfEncoder(isToken),
        };
        return text_decoder.Forward(answers, reading).MoveToOuterDisposeScope();
    }
}
