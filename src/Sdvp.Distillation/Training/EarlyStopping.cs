using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Training;

/// <summary>Measures the loss of held-out labels, keeps the weights with which it was lowest, and says when a training has nothing to hope for.</summary>
internal sealed class EarlyStopping : IDisposable
{
    private readonly EarlyStoppingOptions _options;
    private readonly TrainingPair _pair;
    private readonly StepObjective _objective;
    private readonly SnapshotReference _snapshot;
    private readonly TrainingBatch[] _heldOut;
    private readonly int _labels;
    private readonly int _stepsPerEpoch;
    private readonly int _total;
    private readonly List<ValidationPoint> _points = [];
    private readonly Dictionary<string, Tensor> _best;

    /// <param name="options">How to work.</param>
    /// <param name="pair">The student.</param>
    /// <param name="objective">What it is trained towards.</param>
    /// <param name="snapshot">What the student is held to.</param>
    /// <param name="heldOut">The labels that are held out; at least one.</param>
    /// <param name="set">What is learned from.</param>
    /// <param name="size">Inputs that go through the network together.</param>
    public EarlyStopping(EarlyStoppingOptions options, TrainingPair pair, StepObjective objective, SnapshotReference snapshot, IReadOnlyList<TrainingItem> heldOut, TrainingSet set, int size)
    {
        _options = options;
        _pair = pair;
        _objective = objective;
        _snapshot = snapshot;
        _labels = heldOut.Count;
        _heldOut = [.. heldOut.Chunk(size).Select(items => new TrainingBatch([], items, []))];
        _stepsPerEpoch = set.StepsPerEpoch;
        _total = set.TotalSteps;
        _best = NetworkState.Copy(pair.Student.Network, pair.CanChange);
    }

    public ModuleValidation Validation => new(_labels, [.. _points]);

    /// <summary>Whether so many measurements brought no lower loss that the training stops.</summary>
    public bool HasEnded => _points.Count > 0 && _points.Count - 1 - _points.IndexOf(Validation.Best) >= _options.Patience;

    /// <summary>To be called before the first training step and behind each; measures where it is due.</summary>
    /// <param name="steps">Training steps that are done.</param>
    /// <returns>The loss; null where none was measured.</returns>
    public double? Observe(int steps)
    {
        var isDue = steps % (_options.EverySteps ?? _stepsPerEpoch) == 0 || steps == _total;
        if (!isDue || (_points.Count > 0 && _points[^1].Steps >= steps))
        {
            return null;
        }

        var point = new ValidationPoint(steps, Measure());
        if (_points.Count == 0 || point.Loss < Validation.Best.Loss)
        {
            NetworkState.CopyTo(_pair.Student.Network, _best);
        }

        _points.Add(point);
        return point.Loss;
    }

    /// <summary>Gives the student the weights with which the loss was lowest.</summary>
    public void RestoreBest() => NetworkState.CopyFrom(_pair.Student.Network, _best);

    public void Write(BinaryWriter writer)
    {
        Validation.Write(writer);
        foreach (var (_, tensor) in _best.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            NetworkState.WriteTensor(writer, tensor);
        }
    }

    public void Read(BinaryReader reader)
    {
        _points.AddRange(ModuleValidation.Read(reader).Points);
        foreach (var (_, tensor) in _best.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            NetworkState.ReadTensor(reader, tensor);
        }
    }

    public void Dispose()
    {
        foreach (var tensor in _best.Values)
        {
            tensor.Dispose();
        }
    }

    private double Measure()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var divisors = _heldOut.Aggregate(default(LabelDivisors), (sum, part) => sum + _objective.Weigh(_pair.Student, part));
        var loss = 0.0;
        foreach (var part in _heldOut)
        {
            using var inner = NewDisposeScope();
            var batch = part with { Divisors = divisors };
            loss += _objective.Stepwise(_objective.Forward(_pair.Student, batch, _snapshot), batch).item<float>();
        }

        return loss;
    }
}
