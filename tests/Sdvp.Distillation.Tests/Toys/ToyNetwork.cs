using Sdvp.Distillation.Training;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Tests.Toys;

/// <summary>Two layers whose first weights follow from a seed, not from the global generator.</summary>
internal sealed class ToyNetwork : nn.Module<Tensor, Tensor>
{
    private readonly LinearLayer first;
    private readonly LinearLayer second;

    public ToyNetwork(int inputs, int outputs, long seed)
        : this(inputs, outputs) => Fill(seed);

    private ToyNetwork(long inputs, long outputs)
        : base(nameof(ToyNetwork))
    {
        first = new LinearLayer(inputs, 16);
        second = new LinearLayer(16, outputs);
        RegisterComponents();
    }

    public ToyNetwork Copy() => Networks.CopyWeights(this, new ToyNetwork(first.InFeatures, second.OutFeatures));

    public override Tensor forward(Tensor input) => second.call(first.call(input).relu());

    private void Fill(long seed)
    {
        using var noGradient = no_grad();
        foreach (var ((name, parameter), number) in named_parameters().Select((p, i) => (p, i)).ToList())
        {
            var values = Enumerable.Range(0, (int)parameter.numel()).Select(i => (float)((SeededOrder.Mix(seed, number, i) % 2001) - 1000) / 2000);
            Networks.Assign(this, name, tensor(values.ToArray(), parameter.shape));
        }
    }
}
