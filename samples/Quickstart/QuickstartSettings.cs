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
        LearningRate = 7e-4,
        CheckpointEverySteps = 50,
    };

    public static void Stepwise(StepwiseDistillerOptions options)
    {
        // On the steps' own inputs, and on any other question about the task's images, self-distillation would pull against the labels: the snapshot is
        // wrong there. What it is held by are calls that it answers well.
        options.SelfDistillationWeight = 3;
        options.OwnInputWeight = 0;
        options.ProbeWeight = 1;
        options.ProbeRatio = 3;

        // A part of the way back to the snapshot costs less of the gain than it gives back elsewhere.
        options.StartInterpolation = 0.15;
    }
}
