using Sdvp.Benchmarks.Measuring;
using Sdvp.Distillation.Labelling;

namespace Sdvp.Benchmarks.Training;

/// <summary>Labelling of recorded steps with the teacher's answers in a file, against asking the teacher.</summary>
internal sealed class LabellingBenchmarks : IBenchmarkFamily
{
    private const string Family = "Labelling";

    public string Name => "labelling";

    public async IAsyncEnumerable<BenchmarkRow> MeasureAsync(BenchmarkContext context)
    {
        using var task = new SceneTask(context.Choose(1000, 300));
        var runs = await task.RunAsync();
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var (known, files) = (Path.Combine(folder, "known"), 0);
            await LabelAsync(known);
            LabellingSummary? warm = null;
            var (_, _, ratio) = await Paired.MeasureAsync(
                context.Choose(7, 3),
                () => Paired.ClockSecondsAsync(async () => warm = await LabelAsync(known)),
                () => Paired.ClockSecondsAsync(() => LabelAsync(Path.Combine(folder, FormattableString.Invariant($"{files++}")))));
            yield return new BenchmarkRow(Family, "answers known from a file, against asking the teacher", ratio, "×", null, FormattableString.Invariant($"{warm!.Queries} queries; reading the file counts"));
            yield return new BenchmarkRow(Family, "queries that reach the teacher where all answers are known", warm.TeacherQueries, "", Bar.AtMost(0));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        async Task<LabellingSummary> LabelAsync(string path)
        {
            using var cache = TeacherCache.Open(path);
            return (await new StepLabeller(task.Teacher, [task.Adapter], cache).LabelAsync(runs, task.Examples)).Summary;
        }
    }
}
