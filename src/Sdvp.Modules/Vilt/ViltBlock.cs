using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Vilt;

/// <summary>One pre-norm block of the encoder.</summary>
internal sealed class ViltBlock : nn.Module
{
    private readonly ViltAttention attention;
    private readonly ViltDense intermediate;
    private readonly ViltDense output;
    private readonly LayerNormLayer layernorm_before;
    private readonly LayerNormLayer layernorm_after;
    private readonly Func<Tensor, Tensor> activation;

    public ViltBlock(ViltConfig config)
        : base(nameof(ViltBlock))
    {
        attention = new ViltAttention(config);
        intermediate = new ViltDense(config.HiddenSize, config.IntermediateSize);
        output = new ViltDense(config.IntermediateSize, config.HiddenSize, config.HiddenDropoutProb);
        layernorm_before = new LayerNormLayer(config.HiddenSize, config.LayerNormEps);
        layernorm_after = new LayerNormLayer(config.HiddenSize, config.LayerNormEps);
        activation = HiddenActivation.Parse(config.HiddenAct);
        RegisterComponents();
    }

    public Tensor Forward(Tensor hidden, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        var attended = attention.Forward(layernorm_before.call(hidden), mask).Plus(hidden);
        return output.call(activation(intermediate.call(layernorm_after.call(attended)))).Plus(attended).MoveToOuterDisposeScope();
    }
}
