using System.Collections.Concurrent;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Execution;

public class PreparationTests
{
    [Fact]
    public async Task RunAsync_ModuleThatPrepares_EveryCallIsPreparedBeforeItIsInvoked()
    {
        var prepared = new ConcurrentDictionary<string, bool>();
        var module = new PreparingModule("A", call => prepared[call] = true, calls => Assert.All(calls, call => Assert.Contains(call, prepared.Keys)));

        var runs = await Runners.With(new ModuleRegistry([module]), maxBatch: 4).RunAllAsync(Requests(10, "A"));

        Assert.All(runs, run => Assert.Null(run.Error));
        Assert.Equal(10, prepared.Count);
    }

    [Fact]
    public async Task RunAsync_BatchAtWork_NextBatchIsPrepared()
    {
        using var ahead = new PreparedCalls("r2", "r3");
        var module = new PreparingModule("A", ahead.Add, calls => Assert.True(!calls.Contains("r0") || ahead.Wait()));

        var runs = await Runners.With(new ModuleRegistry([module]), maxBatch: 2).RunAllAsync(Requests(4, "A"));

        Assert.All(runs, run => Assert.Null(run.Error));
    }

    [Fact]
    public async Task RunAsync_BatchAtWork_CallsOfOtherModulesArePrepared()
    {
        using var ahead = new PreparedCalls("s0", "s1");
        var first = new PreparingModule("A", _ => { }, _ => Assert.True(ahead.Wait()));
        var second = new PreparingModule("B", ahead.Add, _ => { });

        var runs = await Runners.With(first, second).RunAllAsync([.. Requests(3, "A"), .. Requests(2, "B", "s")]);

        Assert.All(runs, run => Assert.Null(run.Error));
    }

    [Fact]
    public async Task RunAsync_PreparationThrows_InvokingTellsTheProgram()
    {
        var module = new PreparingModule("A", _ => throw new InvalidDataException("not this"), calls =>
        {
            if (calls.Contains("r1"))
            {
                throw new InvalidDataException("no such picture");
            }
        });

        var runs = await Runners.With(module).RunAllAsync(Requests(3, "A"));

        Assert.Equal([null, "no such picture", null], runs.Select(run => run.Error?.InnerException?.Message));
    }

    private static IEnumerable<ProgramRequest> Requests(int count, string module, string prefix = "r") => Enumerable.Range(0, count).Select(i => ScriptProgram.Chain($"{prefix}{i}", module));

    private sealed class PreparedCalls(params string[] awaited) : IDisposable
    {
        private readonly CountdownEvent _left = new(awaited.Length);
        private readonly ConcurrentDictionary<string, bool> _seen = new();

        public void Add(string call)
        {
            if (awaited.Contains(call) && _seen.TryAdd(call, true))
            {
                _left.Signal();
            }
        }

        public bool Wait() => _left.Wait(TimeSpan.FromMinutes(1));

        public void Dispose() => _left.Dispose();
    }

    private sealed class PreparingModule(string name, Action<string> prepare, Action<IReadOnlyList<string>> invoke) : IPreparingModule
    {
        public ModuleSignature Signature { get; } = ModuleSignature.Create(name, ProgramType.Any, new ModuleParameter("x", ProgramType.Any));

        public ModuleVersion Version { get; } = new("1");

        public void Prepare(ModuleCall call) => prepare(call.Get<TextValue>("x").Text);

        public async ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            invoke([.. calls.Select(call => call.Get<TextValue>("x").Text)]);
            return [.. calls.Select(call => ModuleResult.FromValue(call.Arguments["x"]))];
        }
    }
}
