using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Samples.Pretrain;

/// <summary>One network to train: where batches come from and what is minimised.</summary>
/// <typeparam name="TBatch">Kind of batch.</typeparam>
internal sealed record TrainingPlan<TBatch>
{
    /// <summary>Folder that the finished network is saved in.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>The network, with random weights.</summary>
    public required IStudent Student { get; init; }

    /// <summary>Supervision beside the loss, whose head is trained too.</summary>
    internal required SceneGraphSupervision Supervision { get; init; }

    /// <summary>Makes the batch of a step; depends on the step alone, so that a resumed training sees the same.</summary>
    public required Func<long, TBatch> MakeBatch { get; init; }

    /// <summary>Loss of a batch, in the caller's dispose scope.</summary>
    public required Func<TBatch, Tensor> Loss { get; init; }

    /// <summary>Optimiser steps.</summary>
    public required int Steps { get; init; }

    /// <summary>Highest learning rate.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Prints what the network can do; called now and then, and at the end.</summary>
    public required Action Report { get; init; }
}
