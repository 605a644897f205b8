using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Training;

/// <summary>
/// The logits of the frozen snapshot on the steps' own inputs. These inputs never change, so each is computed once and kept
/// as numbers; probes change with every epoch, and are computed when they come.
/// </summary>
internal sealed class SnapshotScores
{
    private const int ComputeBatch = 64;

    private readonly float[][] _rows;

    private SnapshotScores(float[][] rows) => _rows = rows;

    public static SnapshotScores Compute(
        IStudent snapshot, ScoreObjective objective, IReadOnlyList<TrainingItem> items, DeviceGate gate, CancellationToken cancellationToken)
    {
        var rows = new List<float[]>(items.Count);
        foreach (var batch in items.Chunk(ComputeBatch))
        {
            rows.AddRange(gate.Run(
                () =>
                {
                    using var scope = NewDisposeScope();
                    var scores = Forward(snapshot, objective, [.. batch.Select(i => i.Input)]).cpu().contiguous();
                    return scores.data<float>().ToArray().Chunk((int)scores.shape[1]).ToArray();
                },
                cancellationToken));
        }

        return new SnapshotScores([.. rows]);
    }

    /// <summary>The snapshot's logits on inputs, without gradient.</summary>
    public static Tensor Forward(IStudent snapshot, ScoreObjective objective, IReadOnlyList<StudentInput> inputs)
    {
        using var noGradient = no_grad();
        return objective.Scores(snapshot.Forward(inputs));
    }

    /// <summary>The kept logits of some items, <c>[items, outputs]</c>.</summary>
    /// <param name="items">The items.</param>
    /// <param name="width">Outputs of the student's batch: where rows differ in length, what a kept row has beyond its own is padding.</param>
    /// <param name="padding">The logit behind the end of a row.</param>
    /// <param name="device">Where to.</param>
    public Tensor Gather(ReadOnlySpan<int> items, int width, float padding, Device device)
    {
        var flat = new float[items.Length * width];
        Array.Fill(flat, padding);
        for (var i = 0; i < items.Length; i++)
        {
            var row = _rows[items[i]];
            row.AsSpan(0, Math.Min(row.Length, width)).CopyTo(flat.AsSpan(i * width));
        }

        return tensor(flat, [items.Length, width], device: device);
    }
}
