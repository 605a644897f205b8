using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sdvp.Modules.Clip;

/// <summary>One block of a tower, normalised before each half: <c>[n, length, hidden]</c> and a mask as <see cref="ClipAttention"/> takes it → the same.</summary>
internal sealed class ClipBlock : Module<Tensor, Tensor?, Tensor>
{
    private readonly ClipAttention self_attn;
    private readonly LayerNormLayer layer_norm1;
    private readonly ClipMlp mlp;
    private readonly LayerNormLayer layer_norm2;

    public ClipBlock(ClipBlockConfig config)
        : base(nameof(ClipBlock))
    {
        self_attn = new ClipAttention(config.HiddenSize, config.Heads, config.AttentionDropout);
        layer_norm1 = new LayerNormLayer(config.HiddenSize, config.LayerNormEpsilon);
        mlp = new ClipMlp(config.HiddenSize, config.IntermediateSize, config.Activation);
        layer_norm2 = new LayerNormLayer(config.HiddenSize, config.LayerNormEpsilon);
        RegisterComponents();
    }

    public override Tensor forward(Tensor hidden, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        var attended = hidden.Plus(self_attn.call(layer_norm1.call(hidden), mask));
        return attended.Plus(mlp.call(layer_norm2.call(attended))).MoveToOuterDisposeScope();
    }
}
