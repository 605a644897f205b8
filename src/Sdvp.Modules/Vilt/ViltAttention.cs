using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Vilt;

/// <summary>Attention of a sequence to itself.</summary>
internal sealed class ViltAttention : nn.Module
{
    private readonly ViltSelfAttention attention;
    private readonly ViltDense output;

    public ViltAttention(ViltConfig config)
        : base(nameof(ViltAttention))
    {
        attention = new ViltSelfAttention(config);
        output = new ViltDense(config.HiddenSize, config.HiddenSize, config.HiddenDropoutProb);
        RegisterComponents();
    }

    public Tensor Forward(Tensor hidden, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        return output.call(attention.Forward(hidden, mask)).MoveToOuterDisposeScope();
    }
}
