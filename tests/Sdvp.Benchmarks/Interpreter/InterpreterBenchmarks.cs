using Sdvp.Benchmarks.Measuring;
using Sdvp.Benchmarks.Python;
using Sdvp.Core.Execution;
using Sdvp.Core.Programs.Viper;
using Sdvp.Core.Programs.VisProg;

namespace Sdvp.Benchmarks.Interpreter;

/// <summary>What the interpreter costs beyond its modules, alone and next to one in Python.</summary>
internal sealed class InterpreterBenchmarks : IBenchmarkFamily
{
    private const string Family = "Interpreter";

    public string Name => "interpreter";

    public async IAsyncEnumerable<BenchmarkRow> MeasureAsync(BenchmarkContext context)
    {
        var rounds = context.Choose(9, 7);
        var programs = context.Choose(20_000, 8_000);
        foreach (var (instant, text) in new[] { (true, "modules asked at once"), (false, "modules asked in batches") })
        {
            var registry = InstantPrograms.CreateModules(instant);
            var parsed = InstantPrograms.Parse(registry);

            // Equal calls are not shared here: each is made.
            var runner = new ProgramRunner(registry, [new VisProgLanguage()], new ProgramRunnerOptions { SharedResultBytes = 0 });
            var perStep = await Paired.MedianAsync(rounds, () => PerStepAsync(runner, () => InstantPrograms.Requests(parsed, programs)));
            yield return new BenchmarkRow(Family, $"overhead a step, {text}", perStep * 1e6, "µs", Bar.AtMost(5));
        }

        var computing = InstantPrograms.CreateComputingModules();
        var computed = InstantPrograms.Parse(computing);
        var single = new ProgramRunner(computing, [new VisProgLanguage()]);
        var perProgram = await Paired.MedianAsync(rounds, () => Paired.ProcessorSecondsAsync(async () =>
        {
            for (var i = 0; i < programs / 4; i++)
            {
                await single.RunAsync(new ProgramRequest("r", computed[i % computed.Length], InstantPrograms.Inputs));
            }
        }));
        yield return new BenchmarkRow(Family, "a whole program alone, symbolic modules computing", perProgram / (programs / 4) * 1e6, "µs");

        yield return await ViperAsync(rounds, programs / 4);
        await foreach (var row in CompareWithPythonAsync(rounds, programs))
        {
            yield return row;
        }
    }

    private static async Task<BenchmarkRow> ViperAsync(int rounds, int programs)
    {
        const string Source =
            "def execute_command(image):\n    image_patch = ImagePatch(image)\n    dogs = image_patch.find('dog')\n    if len(dogs) == 0:\n        return 'no'\n" +
            "    patch = dogs[0]\n    for dog in dogs:\n        if dog.horizontal_center > patch.horizontal_center:\n            patch = dog\n" +
            "    color = patch.simple_query('What color is the dog?')\n    return bool_to_yesno(color == 'brown')\n";
        var registry = InstantPrograms.CreateComputingModules();
        var program = new ViperLanguage().Parse(Source, registry.ToParseOptions(InstantPrograms.Inputs)).GetProgramOrThrow();
        var runner = new ProgramRunner(registry, [new ViperLanguage()], new ProgramRunnerOptions { SharedResultBytes = 0 });
        var seconds = await Paired.MedianAsync(rounds, () => Paired.ProcessorSecondsAsync(() => InstantPrograms.CountStepsAsync(runner, InstantPrograms.Requests([program], programs))));
        return new BenchmarkRow(Family, "a Viper program of ten lines, many in flight", seconds / programs * 1e6, "µs");
    }

    private static async IAsyncEnumerable<BenchmarkRow> CompareWithPythonAsync(int rounds, int programs)
    {
        const string Run = "running programs, against VisProg's way in Python";
        const string ParseAndRun = "parsing, checking and running each, against VisProg's way in Python";
        using var python = PythonCounterpart.TryStart("visprog_counterpart.py", out var problem);
        if (python is null)
        {
            yield return new BenchmarkRow(Family, Run, null, "×", Bar.AtLeast(20), problem);
            yield return new BenchmarkRow(Family, ParseAndRun, null, "×", null, problem);
            yield break;
        }

        foreach (var source in InstantPrograms.Sources)
        {
            await python.AskAsync($"program {source.Replace("\n", "\\n", StringComparison.Ordinal)}");
        }

        var few = programs / 8;
        Task<double> InPython() => python.AskNumberAsync($"run {few}");

        // The same in both: LOC, VQA, CROP and COUNT give one value, EVAL and RESULT compute.
        var registry = InstantPrograms.CreateComputingModules();
        var parsed = InstantPrograms.Parse(registry);
        var runner = new ProgramRunner(registry, [new VisProgLanguage()], new ProgramRunnerOptions { SharedResultBytes = 0 });
        var (ours, theirs, ratio) = await Paired.MeasureAsync(
            rounds,
            async () => await Paired.ProcessorSecondsAsync(() => InstantPrograms.CountStepsAsync(runner, InstantPrograms.Requests(parsed, programs))) / 8,
            InPython,
            WarmUp.First,
            Paired.ManagedWarmUp);
        yield return new BenchmarkRow(Family, Run, ratio, "×", Bar.AtLeast(20), FormattableString.Invariant($"{ours / few * 1e6:0.0} against {theirs / few * 1e6:0} µs a program"));

        var options = registry.ToParseOptions(InstantPrograms.Inputs);
        var language = new VisProgLanguage();
        var (parsing, _, both) = await Paired.MeasureAsync(
            rounds,
            async () => await Paired.ProcessorSecondsAsync(() => InstantPrograms.CountStepsAsync(runner, Enumerable.Range(0, programs).Select(i => new ProgramRequest(
                $"r{i}", language.Parse(InstantPrograms.Sources[i % InstantPrograms.Sources.Length], options).GetProgramOrThrow(), InstantPrograms.Inputs)))) / 8,
            InPython,
            WarmUp.First,
            Paired.ManagedWarmUp);
        yield return new BenchmarkRow(Family, ParseAndRun, both, "×", null, FormattableString.Invariant($"{parsing / few * 1e6:0.0} against {theirs / few * 1e6:0} µs a program"));
    }

    private static async Task<double> PerStepAsync(ProgramRunner runner, Func<IEnumerable<ProgramRequest>> requests)
    {
        var steps = 0L;
        var seconds = await Paired.ProcessorSecondsAsync(async () => steps = await InstantPrograms.CountStepsAsync(runner, requests()));
        return seconds / steps;
    }
}
