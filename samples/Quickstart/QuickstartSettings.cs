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
        options.SelfDistillationWeight = double.Parse(Environment.GetEnvironmentVariable("L") ?? "2");
        options.OwnInputWeight = double.Parse(Environment.GetEnvironmentVariable("OW") ?? "0");
        options.ProbeWeight = 1;
        options.ProbeRatio = double.Parse(Environment.GetEnvironmentVariable("PR") ?? "2.5");
        options.LearningRate = double.Parse(Environment.GetEnvironmentVariable("LR") ?? "5e-4");
        options.Epochs = int.Parse(Environment.GetEnvironmentVariable("EP") ?? "3");
    }
}
