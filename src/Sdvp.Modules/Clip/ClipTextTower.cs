using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sdvp.Modules.Clip;

/// <summary>The text tower: tokens see what stands before them; a text's pooled state is taken at its end token.</summary>
internal sealed class ClipTextTower : Module
{
    private const int LargestIdIsEnd = 2;

    private readonly ClipTextEmbeddings embeddings;
    private readonly ClipEncoder encoder;
    private readonly LayerNormLayer final_layer_norm;
    private readonly int maxPositions;
    private readonly int? endToken;

    /// <summary>Initialises a tower.</summary>
    /// <param name="config">Its sizes.</param>
    /// <param name="largestIdIsEnd">Whether the largest id ends a text whatever the configuration says.</param>
    public ClipTextTower(ClipTextConfig config, bool largestIdIsEnd = false)
        : base(nameof(ClipTextTower))
    {
        maxPositions = config.MaxPositions;
        endToken = largestIdIsEnd || config.EndToken == LargestIdIsEnd ? null : config.EndToken;
        embeddings = new ClipTextEmbeddings(config);
        encoder = new ClipEncoder(new ClipBlockConfig(config));
        final_layer_norm = new LayerNormLayer(config.HiddenSize, config.LayerNormEpsilon);
        RegisterComponents();
    }

    /// <summary>The blocks.</summary>
    public ClipEncoder Encoder => encoder;

    /// <summary>Encodes texts.</summary>
    /// <param name="ids">Token ids, <c>[n, length]</c>, int64.</param>
    /// <param name="mask">1 for tokens, 0 for padding, <c>[n, length]</c>, int64; null where nothing is padded.</param>
    public ClipTowerOutput Encode(Tensor ids, Tensor? mask)
    {
        if (ids.shape[1] > maxPositions)
        {
            throw new ArgumentException($"Texts of {ids.shape[1]} tokens were given; this network takes at most {maxPositions}.", nameof(ids));
        }

        using var scope = NewDisposeScope();
        var embedded = embeddings.call(ids);
        var states = final_layer_norm.call(encoder.call(embedded, CausalMask(ids, mask, embedded.dtype)));
        return new ClipTowerOutput(states.MoveToOuterDisposeScope(), states.gather(1, Ends(ids, states)).squeeze(1).MoveToOuterDisposeScope());
    }

    /// <summary>
    /// Both masks are added, each with the type's lowest number, as the reference does: so a text that is padding alone attends to
    /// what stands before each of its tokens, not to nothing.
    /// </summary>
    private static Tensor CausalMask(Tensor ids, Tensor? mask, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var length = ids.shape[1];
        using var lowest = finfo(type).min.ToScalar();
        var causal = full([length, length], lowest, type, ids.device).triu(1).view(1, 1, length, length);
        if (mask is null)
        {
            return causal.MoveToOuterDisposeScope();
        }

        var padding = mask.DiffersFrom(0).logical_not().view(-1, 1, 1, length);
        return causal.Plus(zeros(padding.shape, type, ids.device).masked_fill(padding, lowest)).MoveToOuterDisposeScope();
    }

    private Tensor Ends(Tensor ids, Tensor states)
    {
        var places = endToken is { } end ? ids.DiffersFrom(end).logical_not().to_type(ScalarType.Int32).argmax(1) : ids.argmax(1);
        return places.view(-1, 1, 1).expand(-1, 1, states.shape[2]);
    }
}
