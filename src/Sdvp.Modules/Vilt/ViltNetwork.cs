using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Vilt;

/// <summary>Questions about images → logits of answers. Tensors are named as in Hugging Face's <c>ViltForQuestionAnswering</c>.</summary>
internal sealed class ViltNetwork : nn.Module, ICheckpointedNetwork
{
    private readonly ViltModel vilt;
    private readonly ViltClassifier classifier;

    public ViltNetwork(ViltConfig config)
        : base(nameof(ViltNetwork))
    {
        config.Validate();
        vilt = new ViltModel(config);
        classifier = new ViltClassifier(config);
        RegisterComponents();
    }

    public ActivationCheckpoint? Checkpoint
    {
        get => vilt.Checkpoint;
        set => vilt.Checkpoint = value;
    }

    /// <summary>The network without its head.</summary>
    public ViltModel Base => vilt;

    /// <summary>Logits, <c>[n, answers]</c>, float32.</summary>
    public Tensor Forward(ViltBatch batch)
    {
        using var scope = NewDisposeScope();
        var hidden = vilt.Encode(vilt.Embed(batch), batch.AttentionMask());
        return Classify(vilt.Pool(hidden)).MoveToOuterDisposeScope();
    }

    /// <summary>Pooled vectors <c>[n, width]</c> → logits.</summary>
    public Tensor Classify(Tensor pooled) => classifier.call(pooled).to(float32);

    /// <summary>The loss that ViLT was trained with: binary cross-entropy of every answer, meaned over inputs and summed over answers.</summary>
    public static Tensor Loss(Tensor logits, Tensor targets)
    {
        using var scope = NewDisposeScope();
        return nn.functional.binary_cross_entropy_with_logits(logits, targets).Times(logits.shape[1]).MoveToOuterDisposeScope();
    }
}
