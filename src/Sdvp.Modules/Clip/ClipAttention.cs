using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sdvp.Modules.Clip;

/// <summary>
/// Self-attention: <c>[n, length, hidden]</c> and an additive mask that broadcasts to <c>[n, heads, length, length]</c>, or null →
/// <c>[n, length, hidden]</c>.
/// </summary>
internal sealed class ClipAttention : Module<Tensor, Tensor?, Tensor>
{
    private readonly LinearLayer k_proj;
    private readonly LinearLayer v_proj;
    private readonly LinearLayer q_proj;
    private readonly LinearLayer out_proj;
    private readonly int heads;
    private readonly double dropout;

    public ClipAttention(int hidden, int heads, double dropout)
        : base(nameof(ClipAttention))
    {
        this.heads = heads;
        this.dropout = dropout;
        k_proj = new LinearLayer(hidden, hidden);
        v_proj = new LinearLayer(hidden, hidden);
        q_proj = new LinearLayer(hidden, hidden);
        out_proj = new LinearLayer(hidden, hidden);
        RegisterComponents();
    }

    public override Tensor forward(Tensor hidden, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        var mixed = functional.scaled_dot_product_attention(
            Split(q_proj.call(hidden)), Split(k_proj.call(hidden)), Split(v_proj.call(hidden)), mask, training ? dropout : 0);
        return out_proj.call(mixed.transpose(1, 2).reshape(hidden.shape)).MoveToOuterDisposeScope();
    }

    private Tensor Split(Tensor states) => states.view(states.shape[0], states.shape[1], heads, -1).transpose(1, 2);
}
