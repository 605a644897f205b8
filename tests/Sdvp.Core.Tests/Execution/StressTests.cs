using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Programs.Viper;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Symbolic;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Execution;

/// <summary>
/// Many threads use one runner while modules fail, callers leave and modules are swapped. Takes SDVP_STRESS_SECONDS, a few by default.
/// </summary>
public class StressTests
{
    private const int Threads = 64;

    private static readonly ImmutableDictionary<string, ProgramValue> Inputs =
        ImmutableDictionary<string, ProgramValue>.Empty.Add("IMAGE", new ImageValue(ImageBuffer.FromRgb(8, 8, new byte[192])));

    [Fact]
    public async Task RunAsync_ManyThreadsFailuresCancellationsAndSwaps_EveryRunEndsOnce()
    {
        var seconds = double.Parse(Environment.GetEnvironmentVariable("SDVP_STRESS_SECONDS") ?? "3", CultureInfo.InvariantCulture);
        var registry = new ModuleRegistry([Flaky("VQA", 0), Flaky("LOC", 0), .. SymbolicModules.Create()]);
        var runner = new ProgramRunner(
            registry, [new VisProgLanguage(), new ViperLanguage(), new ScriptLanguage()], new ProgramRunnerOptions { MaxConcurrentPrograms = 48, MaxBatchSize = 16, SharedResultBytes = 1 << 16 });
        var outcomes = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var programs = new Programs(registry);
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));

        var swapping = Task.Run(() => SwapAsync(registry, end.Token), TestContext.Current.CancellationToken);
        var threads = Enumerable.Range(0, Threads)
            .Select(thread => Task.Factory.StartNew(
                () => SubmitAsync(runner, programs, thread, outcomes, end.Token), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap())
            .ToArray();
        var submitted = (await Task.WhenAll(threads)).SelectMany(ids => ids).ToList();
        await swapping;

        Assert.Equal(submitted.Count, submitted.Distinct().Count());
        Assert.Equal(submitted.Order(StringComparer.Ordinal), outcomes.Keys.Order(StringComparer.Ordinal));
        foreach (var kind in new[] { "answer", "failed", "cancelled" })
        {
            Assert.Contains(kind, outcomes.Values);
        }

        Assert.DoesNotContain(outcomes.Values, outcome => outcome is not ("answer" or "failed" or "cancelled"));
        Assert.Equal((0, 48), (runner.Sessions, runner.FreeSeats));
    }

    private static async Task<List<string>> SubmitAsync(
        ProgramRunner runner, Programs programs, int thread, ConcurrentDictionary<string, string> outcomes, CancellationToken end)
    {
        var random = new Random(thread);
        var ids = new List<string>();
        for (var round = 0; !end.IsCancellationRequested; round++)
        {
            using var cancellation = new CancellationTokenSource();
            var requests = Enumerable.Range(0, random.Next(4) == 0 ? random.Next(2, 20) : 1).Select(i => programs.Make($"{thread}.{round}.{i}", random)).ToList();
            ids.AddRange(requests.Select(request => request.Id));
            var leaves = random.Next(8) == 0;
            if (leaves)
            {
                cancellation.CancelAfter(TimeSpan.FromMilliseconds(random.Next(3)));
            }

            var ended = new HashSet<string>(StringComparer.Ordinal);
            try
            {
                if (requests.Count == 1)
                {
                    Take(await runner.RunAsync(requests[0], cancellation.Token), requests[0]);
                }
                else
                {
                    var byId = requests.ToDictionary(request => request.Id, StringComparer.Ordinal);
                    var options = new RunStreamOptions { Order = (RunOrder)random.Next(2) };
                    await foreach (var run in runner.RunAsync(requests.ToAsyncEnumerable(), options, cancellation.Token))
                    {
                        Take(run, byId[run.Id]);
                    }
                }
            }
            catch (OperationCanceledException) when (leaves)
            {
                foreach (var request in requests.Where(request => !ended.Contains(request.Id)))
                {
                    outcomes.AddOrUpdate(request.Id, "cancelled", (_, other) => $"cancelled after {other}");
                }
            }

            void Take(ProgramRun run, ProgramRequest request)
            {
                ended.Add(run.Id);
                var outcome = Programs.Judge(run, request);
                outcomes.AddOrUpdate(run.Id, outcome, (_, other) => $"{outcome} after {other}");
            }
        }

        return ids;
    }

    private static async Task SwapAsync(ModuleRegistry registry, CancellationToken end)
    {
        for (var version = 1; !end.IsCancellationRequested; version++)
        {
            registry.Replace(Flaky(version % 2 == 0 ? "VQA" : "LOC", version));
            await Task.Delay(5, CancellationToken.None);
        }
    }

    /// <summary>Fails calls that ask for it: one alone, or with the whole batch that they are in.</summary>
    private static FakeModule Flaky(string name, int version) => new(name, $"v{version}")
    {
        Signature = name == "VQA" ? StandardSignatures.Vqa() : StandardSignatures.Loc(),
        AnswerBatch = async (calls, token) =>
        {
            var texts = calls.Select(call => call.Arguments[name == "VQA" ? "question" : "object"].ToString()!).ToList();
            if (texts[0].Length % 3 == 0)
            {
                await Task.Delay(1, token);
            }

            if (texts.Any(text => text.StartsWith("throw", StringComparison.Ordinal)))
            {
                throw new InvalidDataException("asked to throw");
            }

            return [.. texts.Select(text => text.StartsWith("fail", StringComparison.Ordinal)
                ? ModuleResult.FromError(new InvalidOperationException("asked to fail"))
                : ModuleResult.FromValue(name == "VQA" ? new TextValue($"answer to {text}") : new RegionsValue([.. Enumerable.Repeat(new Region(new PixelBox(0, 0, 4, 4)), text.Length % 5)])))];
        },
    };

    private sealed class Programs(ModuleRegistry registry)
    {
        private readonly ProgramParseOptions _options = registry.ToParseOptions(Inputs);

        public ProgramRequest Make(string id, Random random)
        {
            var kind = random.Next(12) switch { 0 => "fail", 1 => "throw", _ => "ask" };
            var text = $"{kind} {(random.Next(3) == 0 ? random.Next(20) : id)}";
            if (random.Next(3) == 0)
            {
                return ScriptProgram.Request(id, async (caller, _) =>
                {
                    var part = (await caller.CallAsync("LOC", ("image", Inputs["IMAGE"]), ("object", new TextValue(text)))).ToString()!.Length;
                    await Task.Yield();
                    return await caller.CallAsync("VQA", ("image", Inputs["IMAGE"]), ("question", new TextValue(text)));
                }) with
                { Question = text };
            }

            if (random.Next(2) == 0)
            {
                var viper = $"def execute_command(image):\n    patch = ImagePatch(image)\n    found = patch.find('{text}')\n    return patch.simple_query('{text}') + '.' + str(len(found))\n";
                return new ProgramRequest(id, new ViperLanguage().Parse(viper, _options).GetProgramOrThrow(), Inputs) { Question = text };
            }

            var source = $"B=LOC(image=IMAGE,object='{text}')\nA=VQA(image=IMAGE,question='{text}')\nC=COUNT(box=B)\nE=EVAL(expr=\"{{A}} + '.' + str({{C}})\")\nR=RESULT(var=E)";
            return new ProgramRequest(id, new VisProgLanguage().Parse(source, _options).GetProgramOrThrow(), Inputs) { Question = text };
        }

        public static string Judge(ProgramRun run, ProgramRequest request)
        {
            var text = request.Question!;
            var fails = !text.StartsWith("ask", StringComparison.Ordinal);
            if (run.Records.GroupBy(record => record.Module).Any(records => records.Select(record => record.Version).Distinct().Count() > 1))
            {
                return "two versions in one run";
            }

            if (fails)
            {
                return run.Error is { InnerException: InvalidOperationException or InvalidDataException, Site.StepIndex: 0 } ? "failed" : $"should have failed: {run.Value} {run.Error?.Message}";
            }

            var expected = request.Program is ScriptProgram ? $"answer to {text}" : $"answer to {text}.{text.Length % 5}";
            return run.Value?.ToString() == expected ? "answer" : $"wrong: {run.Value} {run.Error?.Message}";
        }
    }
}
