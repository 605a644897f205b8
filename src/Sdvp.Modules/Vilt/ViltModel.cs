using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Vilt;

/// <summary>The network without its head; tensors are named as in Hugging Face's <c>ViltModel</c>.</summary>
internal sealed class ViltModel : nn.Module
{
    private readonly ViltEmbeddings embeddings;
    private readonly ViltEncoder encoder;
    private readonly LayerNormLayer layernorm;
    private readonly ViltDense pooler;

    public ViltModel(ViltConfig config)
        : base(nameof(ViltModel))
    {
        embeddings = new ViltEmbeddings(config);
        encoder = new ViltEncoder(config);
        layernorm = new LayerNormLayer(config.HiddenSize, config.LayerNormEps);
        pooler = new ViltDense(config.HiddenSize, config.HiddenSize);
        RegisterComponents();
    }

    /// <summary>What runs the blocks; null where they keep everything for gradients.</summary>
    public ActivationCheckpoint? Checkpoint
    {
        get => encoder.Checkpoint;
        set => encoder.Checkpoint = value;
    }

    /// <summary>Text and patches before the first block.</summary>
    public Tensor Embed(ViltBatch batch) => embeddings.Forward(batch);

    /// <summary>What the blocks make of the embeddings, <c>[n, tokens + 1 + patches, width]</c>.</summary>
    public Tensor Encode(Tensor embedded, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        return layernorm.call(encoder.Forward(embedded, mask)).MoveToOuterDisposeScope();
    }

    /// <summary>One vector for each input, made of its first token, <c>[n, width]</c>.</summary>
    public Tensor Pool(Tensor hidden)
    {
        using var scope = NewDisposeScope();
        return pooler.call(hidden.select(1, 0)).tanh().MoveToOuterDisposeScope();
    }
}
