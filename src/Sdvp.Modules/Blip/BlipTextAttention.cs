using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>Attention with its output.</summary>
internal sealed class BlipTextAttention : nn.Module
{
    private readonly BlipTextSelfAttention self;
    private readonly BlipTextOutput output;

    public BlipTextAttention(BlipTextConfig config, int sourceWidth)
        : base(nameof(BlipTextAttention))
    {
        self = new BlipTextSelfAttention(config, sourceWidth);
        output = new BlipTextOutput(config.HiddenSize, config);
        RegisterComponents();
    }

    public Tensor ToItself(Tensor hidden, Tensor? mask, bool isCausal, BlipKeyValues? cache)
    {
        using var scope = NewDisposeScope();
        return output.call(self.ToItself(hidden, mask, isCausal, cache), hidden).MoveToOuterDisposeScope();
    }

    public Tensor ToEncoder(Tensor hidden, Tensor encoder, Tensor? mask, BlipKeyValues? cache)
    {
        using var scope = NewDisposeScope();
        return output.call(self.ToEncoder(hidden, encoder, mask, cache), hidden).MoveToOuterDisposeScope();
    }
}
