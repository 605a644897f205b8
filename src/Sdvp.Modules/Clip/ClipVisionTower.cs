using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sdvp.Modules.Clip;

/// <summary>The vision tower: an image's pooled state is its class token's.</summary>
internal sealed class ClipVisionTower : Module
{
    private readonly ClipVisionEmbeddings embeddings;
    private readonly ClipEncoder encoder;
    private readonly LayerNormLayer post_layernorm;
    private readonly ClipVisionConfig config;

    // The layer is no field: TorchSharp would register it a second time, under the field's name.
    private readonly Func<Tensor, Tensor> normaliseFirst;

    /// <summary>Initialises a tower.</summary>
    /// <param name="config">Its sizes.</param>
    /// <param name="firstName">The name of the first normalisation in checkpoints.</param>
    public ClipVisionTower(ClipVisionConfig config, string firstName)
        : base(nameof(ClipVisionTower))
    {
        this.config = config;
        embeddings = new ClipVisionEmbeddings(config);
        var first = new LayerNormLayer(config.HiddenSize, config.LayerNormEpsilon);
        normaliseFirst = first.call;
        encoder = new ClipEncoder(new ClipBlockConfig(config));
        post_layernorm = new LayerNormLayer(config.HiddenSize, config.LayerNormEpsilon);
        register_module(nameof(embeddings), embeddings);
        register_module(firstName, first);
        register_module(nameof(encoder), encoder);
        register_module(nameof(post_layernorm), post_layernorm);
    }

    /// <summary>The blocks.</summary>
    public ClipEncoder Encoder => encoder;

    /// <summary>Encodes images.</summary>
    /// <param name="pixels">Normalised pixels, <c>[n, channels, size, size]</c>.</param>
    public ClipTowerOutput Encode(Tensor pixels)
    {
        if (pixels.shape is not [_, var channels, var height, var width] || channels != config.Channels || height != config.ImageSize || width != config.ImageSize)
        {
            throw new ArgumentException(
                $"Pixels of the shape [{string.Join(", ", pixels.shape)}] were given; this network takes [n, {config.Channels}, {config.ImageSize}, {config.ImageSize}]. "
                + "Make the size of preprocessor_config.json that of config.json.",
                nameof(pixels));
        }

        using var scope = NewDisposeScope();
        var states = encoder.call(normaliseFirst(embeddings.call(pixels)), null);
        var pooled = post_layernorm.call(states.select(1, 0));
        return new ClipTowerOutput(states.MoveToOuterDisposeScope(), pooled.MoveToOuterDisposeScope());
    }

    /// <summary>Normalises hidden states of all places as the pooled one is.</summary>
    public Tensor Normalise(Tensor states) => post_layernorm.call(states);
}
