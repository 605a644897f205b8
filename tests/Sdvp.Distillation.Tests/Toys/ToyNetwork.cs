using Sdvp.Distillation.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Tests.Toys;

/// <summary>Two layers whose first weights follow from a seed, not from the global generator.</summary>
internal sealed class ToyNetwork : nn.Module<Tensor, Tensor>
{
    private readonly Linear first;
    private readonly Linear second;

    public ToyNetwork(int inputs, int outputs, long seed)
        : base(nameof(ToyNetwork))
    {
        first = nn.Linear(inputs, 16);
        second = nn.Linear(16, outputs);
        RegisterComponents();
        Fill(seed);
    }

    private ToyNetwork(ToyNetwork source)
        : base(nameof(ToyNetwork))
    {
        first = nn.Linear(source.first.weight.shape[1], 16);
        second = nn.Linear(16, source.second.weight.shape[0]);
        RegisterComponents();
        load_state_dict(source.state_dict());
    }

    public ToyNetwork Copy()
    {
        using var noGradient = no_grad();
        return new ToyNetwork(this);
    }

    public override Tensor forward(Tensor input) => second.call(first.call(input).relu());

    private void Fill(long seed)
    {
        using var noGradient = no_grad();
        foreach (var (parameter, number) in parameters().Select((p, i) => (p, i)))
        {
            var values = Enumerable.Range(0, (int)parameter.numel()).Select(i => (float)((SeededOrder.Mix(seed, number, i) % 2001) - 1000) / 2000);
            using var filled = tensor(values.ToArray(), parameter.shape);
            parameter.copy_(filled);
        }
    }
}
