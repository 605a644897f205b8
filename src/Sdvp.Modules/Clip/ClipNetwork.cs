using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sdvp.Modules.Clip;

/// <summary>Hugging Face's <c>CLIPModel</c>, after Radford et al. 2021. Parameters have its names.</summary>
internal class ClipNetwork : Module, ICheckpointedNetwork
{
    private readonly ClipTextTower text_model;
    private readonly ClipVisionTower vision_model;
    private readonly LinearLayer visual_projection;
    private readonly LinearLayer text_projection;
    private readonly Parameter logit_scale;

    public ClipNetwork(ClipConfig config)
        : this(config, new ClipTextTower(config.Text), new ClipVisionTower(config.Vision, "pre_layrnorm"))
    {
    }

    protected ClipNetwork(ClipConfig config, ClipTextTower text, ClipVisionTower vision)
        : base(nameof(ClipNetwork))
    {
        text_model = text;
        vision_model = vision;
        visual_projection = new LinearLayer(config.Vision.HiddenSize, config.ProjectionSize, hasBias: false);
        text_projection = new LinearLayer(config.Text.HiddenSize, config.ProjectionSize, hasBias: false);
        logit_scale = Parameter(zeros([]));
        register_module(nameof(text_model), text_model);
        register_module(nameof(vision_model), vision_model);
        register_module(nameof(visual_projection), visual_projection);
        register_module(nameof(text_projection), text_projection);
        register_parameter(nameof(logit_scale), logit_scale);
    }

    /// <inheritdoc/>
    public ActivationCheckpoint? Checkpoint
    {
        get => vision_model.Encoder.Checkpoint;
        set => (vision_model.Encoder.Checkpoint, text_model.Encoder.Checkpoint) = (value, value);
    }

    /// <summary>The vision tower.</summary>
    public ClipVisionTower Vision => vision_model;

    /// <summary>The text tower.</summary>
    public ClipTextTower Text => text_model;

    /// <summary>Compares images with texts.</summary>
    /// <param name="pixels">Normalised pixels, <c>[images, channels, size, size]</c>.</param>
    /// <param name="ids">Token ids, <c>[texts, length]</c>.</param>
    /// <param name="mask">1 for tokens, 0 for padding, or null.</param>
    public ClipOutput Compare(Tensor pixels, Tensor ids, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        var text = text_model.Encode(ids, mask);
        var vision = vision_model.Encode(pixels);
        var images = Unit(ProjectImages(vision.Pooled));
        var texts = Unit(ProjectTexts(text.Pooled));
        return new ClipOutput(Logits(texts, images), images, texts, text, vision).MoveToOuterDisposeScope();
    }

    /// <summary>Puts pooled images into the common space: <c>[n, hidden]</c> → <c>[n, projection]</c>.</summary>
    public Tensor ProjectImages(Tensor pooled) => visual_projection.call(pooled);

    /// <summary>Puts pooled texts into the common space: <c>[n, hidden]</c> → <c>[n, projection]</c>.</summary>
    public Tensor ProjectTexts(Tensor pooled) => text_projection.call(pooled);

    /// <summary>Images in the common space, of length 1: pixels → <c>[n, projection]</c>.</summary>
    public Tensor EncodeImages(Tensor pixels)
    {
        using var scope = NewDisposeScope();
        return Unit(ProjectImages(vision_model.Encode(pixels).Pooled)).MoveToOuterDisposeScope();
    }

    /// <summary>Texts in the common space, of length 1: ids and mask → <c>[n, projection]</c>.</summary>
    public Tensor EncodeTexts(Tensor ids, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        return Unit(ProjectTexts(text_model.Encode(ids, mask).Pooled)).MoveToOuterDisposeScope();
    }

    /// <summary>The scale that logits have over cosines.</summary>
    public double Scale()
    {
        using var scope = NewDisposeScope();
        return logit_scale.detach().to_type(ScalarType.Float32).exp().cpu().item<float>();
    }

    /// <summary>Scale times cosine of unit vectors: <c>[n, projection]</c> and <c>[m, projection]</c> → <c>[n, m]</c>.</summary>
    public Tensor Logits(Tensor rows, Tensor columns)
    {
        using var scope = NewDisposeScope();
        return (functional.linear(rows, columns) * logit_scale.exp()).MoveToOuterDisposeScope();
    }

    /// <summary>Vectors scaled to length 1.</summary>
    internal static Tensor Unit(Tensor features)
    {
        using var scope = NewDisposeScope();
        return (features / linalg.vector_norm(features, 2, [-1], keepdim: true)).MoveToOuterDisposeScope();
    }
}
