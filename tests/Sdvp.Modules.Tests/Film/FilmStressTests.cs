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
using Sdvp.Modules.Film;
using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Film;

/// <summary>
/// Many threads run programs of both languages on networks of one host while calls fail, callers leave and modules are swapped. Takes
/// SDVP_STRESS_SECONDS, a few by default.
/// </summary>
public sealed class FilmStressTests : IDisposable
{
    private const int Threads = 64;
    private const int Versions = 3;

    private static readonly FilmConfig Config = new()
    {
        ImageSize = 16,
        Width = 8,
        TextWidth = 8,
        Hops = 1,
        MaxWords = 6,
        Words = ["what", "color", "is", "it"],
        Answers = ["red", "green", "blue"],
    };

    private readonly List<IDisposable> _networks = [];
    private readonly List<FailingModule> _vqa = [];
    private readonly List<FailingModule> _loc = [];

    public FilmStressTests()
    {
        var gate = new DeviceGate(CPU);
        for (var version = 0; version < Versions; version++)
        {
            var vqa = FilmVqaModule.Create("VQA", Config, version, gate);
            var loc = FilmLocModule.Create("LOC", Config with { Answers = [] }, new FilmLocOptions { ScoreThreshold = 0.3 }, version, gate);
            _networks.AddRange([vqa, loc]);
            _vqa.Add(new FailingModule(vqa));
            _loc.Add(new FailingModule(loc));
        }
    }

    public void Dispose() => _networks.ForEach(network => network.Dispose());

    [Fact]
    public async Task RunAsync_BothLanguagesFailuresCancellationsAndSwaps_EveryRunEndsOnceAndNoTensorRemains()
    {
        var seconds = double.Parse(Environment.GetEnvironmentVariable("SDVP_STRESS_SECONDS") ?? "3", CultureInfo.InvariantCulture);
        var registry = new ModuleRegistry([_vqa[0], _loc[0], .. SymbolicModules.Create()]);
        var runner = new ProgramRunner(registry, [new VisProgLanguage(), new ViperLanguage()], new ProgramRunnerOptions { MaxConcurrentPrograms = 48, MaxBatchSize = 16 });
        var outcomes = new ConcurrentDictionary<string, ImmutableList<string>>(StringComparer.Ordinal);
        var programs = new MixedPrograms(registry);
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));

        var swapping = Task.Run(() => SwapAsync(registry, end.Token), TestContext.Current.CancellationToken);
        var submitted = await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(
            () => SubmitAsync(runner, programs, thread, outcomes, end.Token), TestContext.Current.CancellationToken)));
        await swapping;

        Assert.Equal(submitted.SelectMany(ids => ids).Order(StringComparer.Ordinal), outcomes.Keys.Order(StringComparer.Ordinal));
        Assert.All(outcomes, run => Assert.Single(run.Value));
        Assert.Equal(["answer", "cancelled", "failed"], outcomes.Values.Select(outcome => outcome[0]).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(0, _vqa.Concat(_loc).Sum(module => module.LeftTensors));
    }

    private async Task SwapAsync(ModuleRegistry registry, CancellationToken end)
    {
        for (var turn = 1; !end.IsCancellationRequested; turn++)
        {
            registry.Replace((turn % 2 == 0 ? _vqa : _loc)[turn / 2 % Versions]);
            await Task.Delay(5, CancellationToken.None);
        }
    }

    private static async Task<List<string>> SubmitAsync(
        ProgramRunner runner, MixedPrograms programs, int thread, ConcurrentDictionary<string, ImmutableList<string>> outcomes, CancellationToken end)
    {
        var random = new Random(thread);
        var ids = new List<string>();
        for (var round = 0; !end.IsCancellationRequested; round++)
        {
            var requests = Enumerable.Range(0, random.Next(1, 12)).Select(i => programs.Make($"{thread}.{round}.{i}", random)).ToList();
            ids.AddRange(requests.Select(request => request.Id));
            using var cancellation = new CancellationTokenSource();
            var leaves = random.Next(6) == 0;
            if (leaves)
            {
                cancellation.CancelAfter(TimeSpan.FromMilliseconds(random.Next(20)));
            }

            var open = requests.ToDictionary(request => request.Id, StringComparer.Ordinal);
            try
            {
                await foreach (var run in runner.RunAsync(requests, cancellation.Token))
                {
                    Add(run.Id, MixedPrograms.Judge(run, open[run.Id]));
                    open.Remove(run.Id);
                }
            }
            catch (OperationCanceledException) when (leaves)
            {
                foreach (var id in open.Keys)
                {
                    Add(id, "cancelled");
                }
            }
        }

        return ids;

        void Add(string id, string outcome) => outcomes.AddOrUpdate(id, [outcome], (_, others) => others.Add(outcome));
    }

    /// <summary>Programs of both languages that look, crop and ask; some ask for a failure, of their call alone or of the batch that it is in.</summary>
    private sealed class MixedPrograms(ModuleRegistry registry)
    {
        private const string VisProg = "B=LOC(image=IMAGE,object='{0}')\nC=CROP(image=IMAGE,box=B)\nA=VQA(image=C,question='{0}')\nR=RESULT(var=A)";
        private const string Viper =
            "def execute_command(image):\n    whole = ImagePatch(image)\n    found = whole.find('{0}')\n    patch = found[0] if len(found) > 0 else whole\n    return patch.simple_query('{0}')\n";

        private readonly ProgramParseOptions _options = registry.ToParseOptions(ImmutableDictionary<string, ProgramType>.Empty.Add("IMAGE", ProgramType.Image));

        public ProgramRequest Make(string id, Random random)
        {
            var kind = random.Next(16) switch { 0 => "fail", 1 => "throw", _ => "what color" };
            var text = $"{kind} {random.Next(40)}";
            var pixels = new byte[24 * 24 * 3];
            random.NextBytes(pixels);
            IProgramLanguage language = random.Next(2) == 0 ? new VisProgLanguage() : new ViperLanguage();
            var source = string.Format(CultureInfo.InvariantCulture, language is VisProgLanguage ? VisProg : Viper, text);
            var inputs = ImmutableDictionary<string, ProgramValue>.Empty.Add("IMAGE", new ImageValue(ImageBuffer.FromRgb(24, 24, pixels)));
            return new ProgramRequest(id, language.Parse(source, _options).GetProgramOrThrow(), inputs) { Question = text };
        }

        public static string Judge(ProgramRun run, ProgramRequest request) => (run.Error, request.Question!.StartsWith("what", StringComparison.Ordinal)) switch
        {
            (null, true) when run.Value is TextValue { Text: "red" or "green" or "blue" } => "answer",
            (not null, false) => "failed",
            _ => $"wrong: {request.Question} gave {run.Value} {run.Error?.Message}",
        };
    }

    /// <summary>Fails the calls that ask for it, and counts the tensors that the network leaves.</summary>
    private sealed class FailingModule(IPreparingModule module) : IPreparingModule
    {
        private long _left;

        public long LeftTensors => Interlocked.Read(ref _left);

        public ModuleSignature Signature => module.Signature;

        public ModuleVersion Version => module.Version;

        public void Prepare(ModuleCall call) => module.Prepare(call);

        public async ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken = default)
        {
            if (calls.Any(call => Asks(call, "throw")))
            {
                throw new InvalidDataException("asked to throw");
            }

            // The network works on this thread, and what it leaves is counted for the thread.
            var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
            var answering = module.InvokeAsync(calls, cancellationToken);
            Interlocked.Add(ref _left, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount - before);
            var results = await answering;
            return [.. calls.Zip(results, (call, result) => Asks(call, "fail") ? ModuleResult.FromError(new InvalidOperationException("asked to fail")) : result)];
        }

        private static bool Asks(ModuleCall call, string what) => call.Arguments.Values.OfType<TextValue>().Single().Text.StartsWith(what, StringComparison.Ordinal);
    }
}
