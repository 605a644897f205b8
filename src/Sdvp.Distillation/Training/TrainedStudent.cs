using System.Collections.Immutable;
using Sdvp.Modules.Torch;

namespace Sdvp.Distillation.Training;

/// <summary>A module as a round left it; made when it is first asked for.</summary>
internal sealed class TrainedStudent(TrainingFiles files, TrainedModule training, Func<ITrainableModule> create)
{
    private readonly Lazy<ITrainableModule> _module = new(create, LazyThreadSafetyMode.ExecutionAndPublication);

    public TrainingFiles Files => files;

    public TrainedModule Training => training;

    public ITrainableModule Module => _module.Value;

    /// <summary>The curve of this round and those before, and the time that they took together.</summary>
    public (ImmutableArray<TrainingPoint> Curve, TimeSpan Duration) History()
    {
        var (curve, duration) = (training.Curve, training.Duration);
        for (var before = files.Before; before is not null; before = before.Before)
        {
            var earlier = TrainedModule.TryRead(before.Trained) ?? throw new InvalidDataException($"{before.Trained} is damaged. Remove the task's folder to train again.");
            curve = [.. earlier.Curve, .. curve.Select(p => p with { Step = p.Step + earlier.Curve.Length })];
            duration += earlier.Duration;
        }

        return (curve, duration);
    }
}
