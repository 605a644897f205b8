using System.Collections.Immutable;
using Sdvp.Benchmarks.Measuring;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Distillation.Training;

namespace Sdvp.Benchmarks.Training;

/// <summary>
/// The training phase of a distillation (preparing inputs, drawing probes, steps, checkpoints, writing the result) against its bare passes: the same
/// number of forward passes of student and snapshot, backward passes and updates, on batches of the same make-up that were prepared beforehand.
/// </summary>
internal sealed class TrainingLoopBenchmarks : IBenchmarkFamily
{
    private const string Family = "Training loop";

    public string Name => "training";

    public async IAsyncEnumerable<BenchmarkRow> MeasureAsync(BenchmarkContext context)
    {
        using var task = new SceneTask(context.Choose(1000, 400));
        var runs = await task.RunAsync();
        var calls = SceneTask.CallsOf(runs);
        var texts = calls.Select(call => call.Get<TextValue>("question").Text).Distinct().Order(StringComparer.Ordinal).ToImmutableArray();
        var probes = new TextProbeSource(new Dictionary<string, (string, ImmutableArray<string>)> { ["VQA"] = ("question", texts) });
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var (epochs, work) = (context.Choose(3, 2), 0);
            var labels = 0;
            async Task<double> Distil()
            {
                var options = Options(Path.Combine(folder, FormattableString.Invariant($"work{work++}")), Path.Combine(folder, "cache"), epochs);
                task.Registry.Replace(task.Vqa);
                var result = await new StepwiseDistiller(task.Runner, task.Registry, options, task.Gate).DistillAsync(
                    new DistillationTask { Name = "scenes", Examples = task.Examples, Teacher = task.Teacher, Adapters = [task.Adapter], Probes = probes });
                labels = result.Modules.Single().Labels;
                ((IDisposable)result.Modules.Single().Module).Dispose();
                return result.Durations[DistillationPhase.Training].TotalSeconds;
            }

            await Distil();
            using var bare = new BareTraining(task.Vqa, task.Gate, calls[..labels], texts, Options("", "", epochs));
            var (whole, passes, share) = await Paired.MeasureAsync(context.Choose(5, 2), Distil, () => Task.FromResult(bare.Run()), WarmUp.None);
            var note = FormattableString.Invariant($"{whole:0.0} s for {labels} labels in {epochs} epochs, bare passes {passes:0.0} s");
            yield return new BenchmarkRow(Family, "part of the time in which networks are at work", share, "of 1", Bar.AtLeast(0.9), note);
            yield return new BenchmarkRow(Family, "overhead beyond the bare passes", 100 * (1 - share), "%", Bar.AtMost(5));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static StepwiseDistillerOptions Options(string work, string cache, int epochs) => new()
    {
        WorkFolder = work,
        CacheFolder = cache,
        Epochs = epochs,
        SelfDistillationWeight = 2,
        OwnInputWeight = 0,
        ProbeRatio = 2.5,
    };
}
