using Sdvp.Modules.Torch;

namespace Sdvp.Distillation.Training;

/// <summary>What one training step learns from, or a part of it that goes through the network by itself.</summary>
/// <param name="Indices">The places of the steps in the training set.</param>
/// <param name="Steps">The labelled steps; a part may have none.</param>
/// <param name="Probes">Further inputs, on which the student is held to its snapshot.</param>
internal sealed record TrainingBatch(int[] Indices, TrainingItem[] Steps, IReadOnlyList<StudentInput> Probes)
{
    /// <summary>The inputs of the steps, then the probes.</summary>
    public IReadOnlyList<StudentInput> Inputs { get; } = [.. Steps.Select(s => s.Input), .. Probes];

    /// <summary>How much of the whole batch's steps a part has.</summary>
    public double StepShare { get; private init; } = 1;

    /// <summary>How much of the whole batch's probes a part has.</summary>
    public double ProbeShare { get; private init; } = 1;

    /// <summary>What the whole batch's losses are divided by; null for a whole batch, which knows by itself.</summary>
    public LabelDivisors? Divisors { get; init; }

    /// <summary>Cuts the batch in parts of some inputs. Steps and probes are spread alike, for those that stand near each other may look at the same image.</summary>
    /// <param name="size">Inputs in a part; at least 1.</param>
    public IEnumerable<TrainingBatch> Split(int size)
    {
        for (var first = 0; first < Inputs.Count; first += size)
        {
            var last = Math.Min(first + size, Inputs.Count);
            var (steps, probes) = (StepsAmong(first)..StepsAmong(last), (first - StepsAmong(first))..(last - StepsAmong(last)));
            yield return new TrainingBatch(Indices[steps], Steps[steps], [.. Probes.Take(probes)])
            {
                StepShare = ShareOf(steps, Steps.Length),
                ProbeShare = ShareOf(probes, Probes.Count),
            };
        }
    }

    private static double ShareOf(Range part, int whole) => whole == 0 ? 0 : (double)(part.End.Value - part.Start.Value) / whole;

    private int StepsAmong(int inputs) => (int)((long)inputs * Steps.Length / Inputs.Count);
}
