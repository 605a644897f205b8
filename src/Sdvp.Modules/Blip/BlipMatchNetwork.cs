using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>How well texts fit images. Tensors are named as in Hugging Face's <c>BlipForImageTextRetrieval</c>.</summary>
internal sealed class BlipMatchNetwork : nn.Module, ICheckpointedNetwork
{
    private readonly BlipVisionModel vision_model;
    private readonly BlipTextModel text_encoder;
    private readonly LinearLayer vision_proj;
    private readonly LinearLayer text_proj;
    private readonly LinearLayer itm_head;

    public BlipMatchNetwork(BlipConfig config)
        : base(nameof(BlipMatchNetwork))
    {
        config.Validate();
        vision_model = new BlipVisionModel(config.Vision);
        text_encoder = new BlipTextModel(config.Text, config.Vision.HiddenSize);
        vision_proj = new LinearLayer(config.Vision.HiddenSize, config.ImageTextHiddenSize);
        text_proj = new LinearLayer(config.Text.HiddenSize, config.ImageTextHiddenSize);
        itm_head = new LinearLayer(config.Text.HiddenSize, 2);
        RegisterComponents();
    }

    public ActivationCheckpoint? Checkpoint
    {
        get => vision_model.Checkpoint;
        set => (vision_model.Checkpoint, text_encoder.Checkpoint) = (value, value);
    }

    public BlipVisionModel Vision => vision_model;

    /// <summary>Texts that have looked at images, <c>[rows, tokens, width]</c>; alone where there are no images.</summary>
    /// <param name="images">Of <see cref="Vision"/>, <c>[n, 1 + patches, width]</c>; rows is a multiple of n, and the texts of an image stand together. Null for none.</param>
    /// <param name="texts">Tokens, <c>[rows, tokens]</c>.</param>
    /// <param name="isToken">0 for padding, else 1, <c>[rows, tokens]</c>, Int64; null where nothing is padded.</param>
    public Tensor ReadTexts(Tensor? images, Tensor texts, Tensor? isToken)
    {
        using var scope = NewDisposeScope();
        var reading = new BlipTextReading { SelfMask = BlipMasks.InBothDirections(isToken, itm_head.Weight.dtype), Encoder = images };
        return text_encoder.Forward(texts, reading).MoveToOuterDisposeScope();
    }

    /// <summary>Logits of no match and match, <c>[rows, 2]</c>, float32, of texts that have looked at images.</summary>
    public Tensor Judge(Tensor read)
    {
        using var scope = NewDisposeScope();
        return itm_head.call(read.select(1, 0)).to(float32).MoveToOuterDisposeScope();
    }

    /// <summary>Cosines between images and texts that were read alone, <c>[images, texts]</c>, float32.</summary>
    public Tensor Compare(Tensor images, Tensor texts)
    {
        using var scope = NewDisposeScope();
        var image = nn.functional.normalize(vision_proj.call(images.select(1, 0)).to(float32), dim: -1);
        var text = nn.functional.normalize(text_proj.call(texts.select(1, 0)).to(float32), dim: -1);

        // A product of matrices whose shapes are checked.
        return nn.functional.linear(image, text).MoveToOuterDisposeScope();
    }
}
