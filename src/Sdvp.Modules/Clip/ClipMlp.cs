using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sdvp.Modules.Clip;

/// <summary>The two linear layers of a block: <c>[n, length, hidden]</c> → the same.</summary>
internal sealed class ClipMlp : Module<Tensor, Tensor>
{
    private readonly LinearLayer fc1;
    private readonly LinearLayer fc2;
    private readonly Func<Tensor, Tensor> activation;

    public ClipMlp(int hidden, int intermediate, string activation)
        : base(nameof(ClipMlp))
    {
        this.activation = HiddenActivation.Parse(activation);
        fc1 = new LinearLayer(hidden, intermediate);
        fc2 = new LinearLayer(intermediate, hidden);
        RegisterComponents();
    }

    public override Tensor forward(Tensor hidden)
    {
        using var scope = NewDisposeScope();
        return fc2.call(activation(fc1.call(hidden))).MoveToOuterDisposeScope();
    }
}
