using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Vilt;

/// <summary>Multi-head attention of a sequence to itself, before its output projection.</summary>
internal sealed class ViltSelfAttention : nn.Module
{
    private readonly LinearLayer query;
    private readonly LinearLayer key;
    private readonly LinearLayer value;
    private readonly int heads;
    private readonly double dropout;

    public ViltSelfAttention(ViltConfig config)
        : base(nameof(ViltSelfAttention))
    {
        heads = config.NumAttentionHeads;
        dropout = config.AttentionProbsDropoutProb;
        query = new LinearLayer(config.HiddenSize, config.HiddenSize, config.QkvBias);
        key = new LinearLayer(config.HiddenSize, config.HiddenSize, config.QkvBias);
        value = new LinearLayer(config.HiddenSize, config.HiddenSize, config.QkvBias);
        RegisterComponents();
    }

    public Tensor Forward(Tensor hidden, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        var attended = nn.functional.scaled_dot_product_attention(
            Split(query.call(hidden)), Split(key.call(hidden)), Split(value.call(hidden)), mask, training ? dropout : 0);
        return attended.transpose(1, 2).reshape(hidden.shape).MoveToOuterDisposeScope();
    }

    private Tensor Split(Tensor hidden) => hidden.view(hidden.shape[0], hidden.shape[1], heads, -1).transpose(1, 2);
}
