using System.Runtime.ExceptionServices;
using Sdvp.Distillation.Labelling;
using Sdvp.Modules.Torch;

namespace Sdvp.Distillation.Training;

/// <summary>The labelled steps of one module, prepared, in batches whose order depends on seed and epoch alone.</summary>
internal sealed class TrainingSet
{
    private readonly TrainingItem[] _items;
    private readonly ModuleTrainingSettings _settings;
    private readonly int _batchesPerEpoch;
    private readonly int[][] _images;
    private (int Epoch, int[] Order) _current = (-1, []);

    private TrainingSet(TrainingItem[] items, int unusable, ModuleTrainingSettings settings)
    {
        _items = items;
        _settings = settings;
        _batchesPerEpoch = (items.Length + settings.BatchSize - 1) / settings.BatchSize;
        _images = [.. items.Select((item, i) => (Key: ImageGroups.KeyOf(item.Record), Index: i)).GroupBy(p => p.Key).Select(g => g.Select(p => p.Index).ToArray())];
        Unusable = unusable;
    }

    public IReadOnlyList<TrainingItem> Items => _items;

    public int StepsPerEpoch => _batchesPerEpoch;

    /// <summary>Labels that the student cannot express.</summary>
    public int Unusable { get; }

    public int TotalSteps => _batchesPerEpoch * _settings.Epochs;

    public static TrainingSet Create(
        IReadOnlyList<LabelledStep> labels, IStudent student, StepObjective objective, ModuleTrainingSettings settings, CancellationToken cancellationToken)
    {
        var items = new TrainingItem?[labels.Count];
        try
        {
            Parallel.For(0, items.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            {
                if (objective.Encode(labels[i]) is { } target)
                {
                    items[i] = new TrainingItem(i, labels[i].Record, student.Prepare(labels[i].Record.ToCall()), target);
                }
            });
        }
        catch (AggregateException errors)
        {
            // Callers see what is wrong with a step, not that steps were prepared side by side.
            ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
        }

        TrainingItem[] usable = [.. items.OfType<TrainingItem>()];
        return new TrainingSet(usable, items.Length - usable.Length, settings);
    }

    /// <summary>The epoch that a training step belongs to.</summary>
    public int EpochOf(int step) => step / _batchesPerEpoch;

    /// <summary>The positions in <see cref="Items"/> that a training step learns from.</summary>
    public ReadOnlySpan<int> Batch(int step)
    {
        var epoch = EpochOf(step);
        if (_current.Epoch != epoch)
        {
            _current = (epoch, ImageGroups.Shuffle(_images, SeededOrder.Mix(_settings.Seed, epoch)));
        }

        var first = (step % _batchesPerEpoch) * _settings.BatchSize;
        return _current.Order.AsSpan(first, Math.Min(_settings.BatchSize, _items.Length - first));
    }
}
