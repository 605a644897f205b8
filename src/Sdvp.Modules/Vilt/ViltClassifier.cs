using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Sdvp.Modules.Vilt;

/// <summary>The head over answers: <c>[n, width]</c> → <c>[n, answers]</c>. Its layers are named by their places in Hugging Face's sequence.</summary>
internal sealed class ViltClassifier : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "0")]
    private readonly LinearLayer expansion;

    [ComponentName(Name = "1")]
    private readonly LayerNormLayer norm;

    [ComponentName(Name = "3")]
    private readonly LinearLayer answers;

    public ViltClassifier(ViltConfig config)
        : base(nameof(ViltClassifier))
    {
        expansion = new LinearLayer(config.HiddenSize, 2 * config.HiddenSize);

        // The reference gives this one layer PyTorch's default, whatever the configuration says.
        norm = new LayerNormLayer(2 * config.HiddenSize, 1e-5);
        answers = new LinearLayer(2 * config.HiddenSize, config.Answers.Length);
        RegisterComponents();
    }

    public override Tensor forward(Tensor pooled)
    {
        using var scope = NewDisposeScope();
        return answers.call(nn.functional.gelu(norm.call(expansion.call(pooled)))).MoveToOuterDisposeScope();
    }
}
