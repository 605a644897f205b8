using Sdvp.Modules.Torch;

namespace Sdvp.Distillation.Training;

/// <summary>Draws the probes of a batch. What it draws depends on seed, number and steps of the training step alone.</summary>
internal sealed class ProbeSampler
{
    private const long Stream = 34;

    private readonly IProbeSource _source;
    private readonly IStudent _student;
    private readonly ModuleTrainingSettings _settings;

    public ProbeSampler(IProbeSource source, IStudent student, ModuleTrainingSettings settings)
    {
        _source = source;
        _student = student;
        _settings = settings;
    }

    public StudentInput[] Draw(int step, IReadOnlyList<TrainingItem> batch)
    {
        var count = (int)Math.Round(_settings.ProbeRatio * batch.Count, MidpointRounding.AwayFromZero);
        return count == 0
            ? []
            : [.. _source.CreateProbes([.. batch.Select(i => i.Record)], count, SeededOrder.Mix(_settings.Seed, Stream, step)).Select(_student.Prepare)];
    }
}
