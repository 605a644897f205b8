using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>The text decoder: what comes next after tokens, given what an encoder gave. Tensors are named as in Hugging Face's <c>BlipTextLMHeadModel</c>.</summary>
internal sealed class BlipLanguageModel : nn.Module
{
    private readonly BlipTextModel bert;
    private readonly BlipPredictionHead cls;

    public BlipLanguageModel(BlipConfig config, int encoderWidth)
        : base(nameof(BlipLanguageModel))
    {
        Config = config.Text;
        bert = new BlipTextModel(config.Text, encoderWidth);
        cls = new BlipPredictionHead(config.Text, config.IsOutputTied);
        RegisterComponents();
    }

    public BlipTextConfig Config { get; }

    public ScalarType Type => bert.Words.Weight.dtype;

    /// <summary>What runs the blocks; null where they keep everything for gradients.</summary>
    public ActivationCheckpoint? Checkpoint
    {
        get => bert.Checkpoint;
        set => bert.Checkpoint = value;
    }

    /// <summary>Logits after every token, <c>[rows, tokens, vocabulary]</c>, float32.</summary>
    public Tensor Forward(Tensor tokens, BlipTextReading reading)
    {
        using var scope = NewDisposeScope();
        return cls.Predictions.Forward(bert.Forward(tokens, reading), bert.Words).to(float32).MoveToOuterDisposeScope();
    }

    /// <summary>Logits after the last token alone, <c>[rows, vocabulary]</c>, float32.</summary>
    public Tensor Next(Tensor tokens, BlipTextReading reading)
    {
        using var scope = NewDisposeScope();
        return cls.Predictions.Forward(bert.Forward(tokens, reading).select(1, -1), bert.Words).to(float32).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The reference's loss: mean cross-entropy of every next token that has a label, smoothed as the configuration says.
    /// </summary>
    /// <param name="logits"><c>[rows, tokens, vocabulary]</c>.</param>
    /// <param name="labels">The tokens themselves, <c>[rows, tokens]</c>, Int64; −100 where there is no label.</param>
    public Tensor Loss(Tensor logits, Tensor labels)
    {
        using var scope = NewDisposeScope();
        var length = logits.shape[1] - 1;
        return nn.functional.cross_entropy(
            logits.narrow(1, 0, length).reshape(-1, logits.shape[2]), labels.narrow(1, 1, length).reshape(-1), ignore_index: -100, label_smoothing: Config.LabelSmoothing)
            .MoveToOuterDisposeScope();
    }
}
