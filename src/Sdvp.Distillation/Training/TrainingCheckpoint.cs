using Microsoft.Extensions.Logging;
using Sdvp.Distillation.Training.Strategies;

namespace Sdvp.Distillation.Training;

/// <summary>The state of a training between two steps: weights that can change, moments, curve, time, best weights so far. Everything else follows from the step's number.</summary>
internal sealed class TrainingCheckpoint
{
    private readonly string _path;
    private readonly TrainingPair _pair;
    private readonly StudentOptimizer _optimizer;
    private readonly StrategySet _strategies;
    private readonly EarlyStopping? _stopping;

    public TrainingCheckpoint(string path, TrainingPair pair, StudentOptimizer optimizer, StrategySet strategies, EarlyStopping? stopping)
    {
        _path = path;
        _pair = pair;
        _optimizer = optimizer;
        _strategies = strategies;
        _stopping = stopping;
    }

    public void Save(IReadOnlyCollection<TrainingPoint> curve, TimeSpan elapsed) => ChecksummedFile.Write(_path, writer =>
    {
        writer.Write(elapsed.Ticks);
        TrainingCurve.Write(writer, curve);
        NetworkState.Write(writer, _pair.Student.Network, _pair.CanChange);
        _optimizer.Write(writer);
        _strategies.Write(writer);
        _stopping?.Write(writer);
    });

    /// <summary>Puts student and optimizer where the last checkpoint left them; without one, or with a damaged one, they stay at the beginning.</summary>
    public (List<TrainingPoint> Curve, TimeSpan Elapsed) Restore(ILogger logger)
    {
        if (!ChecksummedFile.IsWhole(_path))
        {
            if (File.Exists(_path))
            {
                logger.LogWarning("The checkpoint {Path} is damaged; the training begins anew and ends with the same weights.", _path);
            }

            return ([], TimeSpan.Zero);
        }

        return ChecksummedFile.Read(_path, reader =>
        {
            var elapsed = TimeSpan.FromTicks(reader.ReadInt64());
            var curve = TrainingCurve.Read(reader);
            NetworkState.Read(reader, _pair.Student.Network, _pair.CanChange);
            _optimizer.Read(reader);
            _strategies.Read(reader);
            _stopping?.Read(reader);
            return (curve, elapsed);
        });
    }
}
