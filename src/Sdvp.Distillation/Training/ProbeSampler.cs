using Sdvp.Modules.Torch;

namespace Sdvp.Distillation.Training;

/// <summary>Draws the probes of a batch. What it draws depends on seed, epoch and steps alone.</summary>
internal sealed class ProbeSampler
{
    private readonly IProbeSource _source;
    private readonly IStudent _student;
    private readonly ModuleTrainingSettings _settings;

    public ProbeSampler(IProbeSource source, IStudent student, ModuleTrainingSettings settings)
    {
        _source = source;
        _student = student;
        _settings = settings;
    }

    public List<StudentInput> Draw(int epoch, IReadOnlyList<TrainingItem> batch)
    {
        var count = (int)Math.Round(_settings.ProbeRatio * batch.Count, MidpointRounding.AwayFromZero);
        var probes = new List<StudentInput>(count);
        for (var i = 0; i < count; i++)
        {
            var item = batch[i % batch.Count];
            var seed = SeededOrder.Mix(_settings.Seed, epoch, item.Index, i / batch.Count);
            if (_source.CreateProbe(item.Record, seed) is { } call)
            {
                probes.Add(_student.Prepare(call));
            }
        }

        return probes;
    }
}
