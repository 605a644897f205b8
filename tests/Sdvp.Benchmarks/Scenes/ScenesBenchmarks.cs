using Sdvp.Benchmarks.Measuring;
using Sdvp.Core.Execution;
using Sdvp.Core.Recording;

namespace Sdvp.Benchmarks.Scenes;

/// <summary>
/// Programs of both languages on the real networks of the Scenes world, from requests with decoded images to results, against the bare forward
/// passes of the same calls, in torch's way (one after the other, each on all cores) and in the modules' (several, each on its core), and against one
/// program after the other.
/// </summary>
internal sealed class ScenesBenchmarks : IBenchmarkFamily
{
    private const string Family = "Programs on real networks";

    public string Name => "scenes";

    public async IAsyncEnumerable<BenchmarkRow> MeasureAsync(BenchmarkContext context)
    {
        using var host = new SceneHost();
        foreach (var (languages, inFlight, isVisProg) in new (string, int, Func<int, bool>)[]
        {
            ("VisProg", 64, _ => true),
            ("Viper", 64, _ => false),
            ("both languages", 64, i => i % 2 == 0),
            ("both languages", 256, i => i % 2 == 0),
        })
        {
            var questions = new SceneQuestions(host.Registry, Math.Max(context.Choose(1024, 256), 2 * inFlight), isVisProg);
            var few = new SceneQuestions(host.Registry, context.Choose(64, 32), isVisProg);
            var (together, alone) = (host.Runner(inFlight), host.Runner(1));
            var records = await RecordAsync(together, questions);
            using var vqa = RawForward.Create(host.Networks["VQA"], records, host.Gate);
            using var loc = RawForward.Create(host.Networks["LOC"], records, host.Gate);
            vqa.ChooseSize(context.Choose(5, 2));
            loc.ChooseSize(context.Choose(5, 2));
            var rounds = context.Choose(9, 4);
            var detail = "";
            var (_, _, share) = await Paired.MeasureAsync(rounds, WholeAsync, () => Task.FromResult(vqa.Run() + loc.Run()), WarmUp.First, Paired.ManagedWarmUp);
            yield return new BenchmarkRow(
                Family,
                FormattableString.Invariant($"{languages}, {inFlight} in flight: bare forward passes, one after the other, over the whole"),
                share,
                "of 1",
                Bar.AtLeast(0.85),
                FormattableString.Invariant($"{detail}; best batches: VQA {vqa.Size}, LOC {loc.Size}"));

            var (_, _, shareOfLanes) = await Paired.MeasureAsync(rounds, WholeAsync, () => Task.FromResult(vqa.RunSideBySide() + loc.RunSideBySide()), WarmUp.None);
            yield return new BenchmarkRow(
                Family,
                FormattableString.Invariant($"{languages}, {inFlight} in flight: bare forward passes, side by side, over the whole"),
                shareOfLanes,
                "of 1",
                null,
                FormattableString.Invariant($"{host.Gate.Lanes} at once, all calls of a module as one batch"));

            var (_, _, times) = await Paired.MeasureAsync(
                rounds, async () => await RunAsync(together, questions) / questions.Count, async () => await RunAsync(alone, few) / few.Count, WarmUp.None);
            yield return new BenchmarkRow(Family, FormattableString.Invariant($"{languages}, {inFlight} in flight, against one after the other"), times, "×", Bar.AtLeast(3));

            async Task<double> WholeAsync()
            {
                _ = (host.Vqa.Take(), host.Loc.Take());
                var clock = await RunAsync(together, questions);
                var (asked, found) = (host.Vqa.Take(), host.Loc.Take());
                Require(asked.Calls, vqa.Calls);
                Require(found.Calls, loc.Calls);
                detail = FormattableString.Invariant(
                    $"{questions.Count / clock:0} programs/s, {(double)(asked.Calls + found.Calls) / (asked.Batches + found.Batches):0} calls a batch, {100 * (asked.Time + found.Time).TotalSeconds / clock:0} % of the time inside of modules");
                return clock;
            }
        }
    }

    private static async Task<List<StepRecord>> RecordAsync(ProgramRunner runner, SceneQuestions questions)
    {
        var records = new List<StepRecord>();
        await foreach (var run in runner.RunAsync(questions.NewRequests()))
        {
            records.AddRange(run.Records);
        }

        return records;
    }

    private static async Task<double> RunAsync(ProgramRunner runner, SceneQuestions questions)
    {
        var requests = questions.NewRequests();
        return await Paired.ClockSecondsAsync(async () =>
        {
            await foreach (var run in runner.RunAsync(requests))
            {
                if (run.Error is not null)
                {
                    throw run.Error;
                }
            }
        });
    }

    private static void Require(long calls, int expected)
    {
        if (calls != expected)
        {
            throw new InvalidOperationException($"The programs made {calls} calls of a module; the limit is measured on {expected}.");
        }
    }
}
