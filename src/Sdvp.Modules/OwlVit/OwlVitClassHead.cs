using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sdvp.Modules.OwlVit;

/// <summary>How well each place of an image shows what each query names.</summary>
internal sealed class OwlVitClassHead : Module
{
    private const double MaskedLogit = -1e6;
    private const double Tiny = 1e-6;

    private readonly LinearLayer dense0;
    private readonly LinearLayer logit_shift;
    private readonly LinearLayer logit_scale;

    public OwlVitClassHead(int visionSize, int textSize)
        : base(nameof(OwlVitClassHead))
    {
        dense0 = new LinearLayer(visionSize, textSize);
        logit_shift = new LinearLayer(visionSize, 1);
        logit_scale = new LinearLayer(visionSize, 1);
        RegisterComponents();
    }

    /// <summary>What each place shows, not of length 1: <c>[n, places, vision]</c> → <c>[n, places, text]</c>.</summary>
    public Tensor Embed(Tensor places) => dense0.call(places);

    /// <summary>Scores places.</summary>
    /// <param name="places">Features, <c>[n, places, vision]</c>.</param>
    /// <param name="queries">What is looked for, <c>[n, queries, text]</c>.</param>
    /// <param name="mask">False for queries that are padding, <c>[n, queries]</c>; null where none is.</param>
    /// <returns>Logits <c>[n, places, queries]</c> in float32, −10⁶ for padding, and the places' embeddings of length 1.</returns>
    public (Tensor Logits, Tensor Embeds) Score(Tensor places, Tensor queries, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        var embeds = Unit(Embed(places));
        var cosines = embeds.bmm(Unit(queries).transpose(1, 2));
        var logits = (cosines.Plus(logit_shift.call(places)) * logit_scale.call(places).elu().Plus(1)).to_type(ScalarType.Float32);
        if (mask is not null)
        {
            using var masked = MaskedLogit.ToScalar();
            logits = logits.masked_fill(mask.logical_not().unsqueeze(1), masked);
        }

        return (logits.MoveToOuterDisposeScope(), embeds.MoveToOuterDisposeScope());
    }

    private static Tensor Unit(Tensor features) => features / linalg.vector_norm(features, 2, [-1], keepdim: true).Plus(Tiny);
}
