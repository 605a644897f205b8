using Sdvp.Distillation.Training;

namespace Sdvp.Samples.Quickstart;

/// <summary>The settings of the two distillations; they differ in what holds the student to its snapshot and in nothing else.</summary>
internal static class QuickstartSettings
{
    public static StepwiseDistillerOptions Common(string workFolder, string cacheFolder, int seed) => new()
    {
        WorkFolder = workFolder,
        CacheFolder = cacheFolder,
        Seed = seed,
        Epochs = 3,
        BatchSize = 32,
        LearningRate = 5e-4,
        CheckpointEverySteps = 50,
    };

    public static void Stepwise(StepwiseDistillerOptions options)
    {
        // On the steps' own inputs self-distillation would pull against the labels; probes hold everything else in place.
        options.SelfDistillationWeight = 2;
        options.OwnInputWeight = 0;
        options.ProbeWeight = 1;
        options.ProbeRatio = 2.5;

        // A quarter of the way back to the snapshot costs less of the gain than it gives back elsewhere, most of all on scenes of a kind never seen.
        options.StartInterpolation = 0.25;
    }
}
