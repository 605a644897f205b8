using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>Attention of patches to each other; query, key and value come of one layer.</summary>
internal sealed class BlipVisionAttention : nn.Module<Tensor, Tensor>
{
    private readonly LinearLayer qkv;
    private readonly LinearLayer projection;
    private readonly int heads;
    private readonly double dropout;

    public BlipVisionAttention(BlipVisionConfig config)
        : base(nameof(BlipVisionAttention))
    {
        heads = config.NumAttentionHeads;
        dropout = config.AttentionDropout;
        qkv = new LinearLayer(config.HiddenSize, 3 * config.HiddenSize);
        projection = new LinearLayer(config.HiddenSize, config.HiddenSize);
        RegisterComponents();
    }

    public override Tensor forward(Tensor hidden)
    {
        using var scope = NewDisposeScope();
        var parts = qkv.call(hidden).view(hidden.shape[0], hidden.shape[1], 3, heads, -1).permute(2, 0, 3, 1, 4).unbind(0);
        var attended = nn.functional.scaled_dot_product_attention(parts[0], parts[1], parts[2], p: training ? dropout : 0);
        return projection.call(attended.transpose(1, 2).reshape(hidden.shape)).MoveToOuterDisposeScope();
    }
}
