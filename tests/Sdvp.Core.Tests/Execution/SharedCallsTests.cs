using Sdvp.Core.Execution;
using Sdvp.Core.Execution.Caching;
using Sdvp.Core.Modules;
using Sdvp.Core.Recording;
using Sdvp.Core.Tests.Recording;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Execution;

public class SharedCallsTests
{
    [Fact]
    public async Task RunAsync_EqualCallsOfAnyPrograms_AreMadeOnce()
    {
        var module = new FakeModule("A");

        // Four at once, twelve altogether: some are equal in one round, others come when the result is long there.
        var runs = await Runners.With(new ModuleRegistry([module]), maxConcurrent: 4).RunAllAsync(Enumerable.Range(0, 12).Select(i => Ask($"r{i}", new TextValue($"q{i % 3}"))));

        Assert.Equal(["q0", "q1", "q2"], module.Batches.SelectMany(batch => batch));
        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"q{i % 3}"), runs.Select(run => run.Value!.ToString()));
        Assert.All(runs, run => Assert.Single(run.Records));
    }

    [Fact]
    public async Task RunAsync_EqualImagesInOtherObjects_AreEqualCalls()
    {
        var module = new FakeModule("A");

        await Runners.With(module).RunAllAsync(Enumerable.Range(0, 4).Select(i => Ask($"r{i}", new ImageValue(ImageBuffer.FromRgb(2, 2, [.. Enumerable.Repeat((byte)(i % 2), 12)])))));

        Assert.Equal([2], module.Batches.Select(batch => batch.Length));
    }

    [Fact]
    public async Task RunAsync_EqualCallsThatFail_FailEachAndAreNotKept()
    {
        var module = new FakeModule("A") { Answer = _ => ModuleResult.FromError(new InvalidOperationException("no")) };

        var runs = await Runners.With(new ModuleRegistry([module]), maxConcurrent: 2).RunAllAsync(Enumerable.Range(0, 4).Select(i => Ask($"r{i}", new TextValue("q"))));

        Assert.All(runs, run => Assert.Equal("Step 0 at 1:1, V0=A(x='q'), failed: no", run.Error!.Message));
        Assert.Equal([1, 1], module.Batches.Select(batch => batch.Length));
    }

    [Fact]
    public async Task RunAsync_SharingOffOrModuleThatSamples_MakesEveryCall()
    {
        var (off, samples) = (new FakeModule("A"), new SamplingModule());
        var requests = Enumerable.Range(0, 6).Select(i => Ask($"r{i}", new TextValue("q"), i % 2 == 0 ? "A" : "S"));

        await new ProgramRunner(new ModuleRegistry([off, samples]), [new ScriptLanguage()], new ProgramRunnerOptions { SharedResultBytes = 0 }).RunAllAsync(requests);
        await Runners.With(samples).RunAllAsync(Enumerable.Range(0, 3).Select(i => Ask($"r{i}", new TextValue("q"), "S")));

        Assert.Equal(3, off.Batches.Sum(batch => batch.Length));
        Assert.Equal(6, samples.Calls);
    }

    [Fact]
    public async Task RunAsync_OtherVersion_IsAnotherCall()
    {
        var registry = new ModuleRegistry([new FakeModule("A", "1")]);
        var next = new FakeModule("A", "2");
        var requests = Enumerable.Range(0, 2).Select(i =>
        {
            if (i == 1)
            {
                registry.Replace(next);
            }

            return Ask($"r{i}", new TextValue("q"));
        });

        var runs = await Runners.With(registry, maxConcurrent: 1).RunAllAsync(requests);

        Assert.Equal(["1", "2"], runs.Select(run => run.Records[0].Version.Id));
        Assert.Single(next.Batches);
    }

    [Fact]
    public async Task RunAsync_LimitOfBytes_ForgetsTheOldest()
    {
        var module = new FakeModule("A");
        var runner = new ProgramRunner(new ModuleRegistry([module]), [new ScriptLanguage()], new ProgramRunnerOptions { MaxConcurrentPrograms = 1, SharedResultBytes = 1000 });

        await runner.RunAllAsync([Ask("r0", new TextValue("q0")), .. Enumerable.Range(1, 9).Select(i => Ask($"r{i}", new TextValue($"q{i}"))), Ask("r10", new TextValue("q9")), Ask("r11", new TextValue("q0"))]);

        Assert.Equal(11, module.Batches.Count);
    }

    [Fact]
    public async Task RunAsync_Cache_ServesLaterRunSets()
    {
        using var folder = new TemporaryFolder();
        var module = new FakeModule("A")
        {
            Answer = call => ModuleResult.FromValue(call.Arguments["x"]) with { Distribution = new AnswerDistribution([new("q", 0.5)]), Proposals = [new Region(new PixelBox(0, 0, 2, 2), 0.25, "r")] },
        };
        var memory = new MemoryCallCache();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            using var disk = new DiskCallCache(folder.Path);

            // The last attempt has the disk alone.
            ICallCache cache = attempt < 2 ? new LayeredCallCache(memory, disk) : disk;
            var runner = new ProgramRunner(new ModuleRegistry([module]), [new ScriptLanguage()], new ProgramRunnerOptions { Cache = cache });
            var image = new ImageValue(ImageBuffer.FromRgb(3, 3, [.. Enumerable.Range(0, 27).Select(i => (byte)i)])).Crop(new PixelBox(1, 1, 3, 3));
            var runs = await runner.RunAllAsync([Ask("r0", new TextValue("q")), Ask("r1", image)]);

            Assert.Equal([new TextValue("q"), image], runs.Select(run => run.Value!));
            Assert.Equal((0.5, 0.25), (runs[0].Records[0].Distribution!.Confidence, runs[0].Records[0].Proposals[0].Score));
            Assert.Equal(2, disk.Count);
        }

        Assert.Equal([2], module.Batches.Select(batch => batch.Length));
        Assert.Equal(2, memory.Count);
    }

    [Fact]
    public async Task MemoryCallCache_Full_ForgetsWhatWasNotAskedForLongest()
    {
        var cache = new MemoryCallCache(maxBytes: 2500);
        var token = TestContext.Current.CancellationToken;
        for (var i = 0; i < 4; i++)
        {
            await cache.AddAsync(Key(i), ModuleResult.FromValue(new IntegerValue(i)), token);
        }

        Assert.NotNull(await cache.FindAsync(Key(0), token));
        for (var i = 4; i < 8; i++)
        {
            await cache.AddAsync(Key(i), ModuleResult.FromValue(new IntegerValue(i)), token);
            Assert.NotNull(await cache.FindAsync(Key(0), token));
        }

        Assert.InRange(cache.Bytes, 1, 2500);
        Assert.Null(await cache.FindAsync(Key(1), token));
        await cache.AddAsync(Key(9), ModuleResult.FromValue(new TextValue(new string('x', 5000))), token);
        Assert.Null(await cache.FindAsync(Key(9), token));
        await Assert.ThrowsAsync<ArgumentException>(async () => await cache.AddAsync(Key(10), ModuleResult.FromError(new FormatException("no")), token));

        static CallKey Key(int i) => CallKey.Create("A", new ModuleVersion("1"), Calls.Of(("x", new IntegerValue(i))));
    }

    [Fact]
    public async Task DiskCallCache_TornAnywhere_KeepsEveryWholeResult()
    {
        using var folder = new TemporaryFolder();
        var token = TestContext.Current.CancellationToken;
        var ends = new List<long> { 0 };
        using (var cache = new DiskCallCache(folder.Path))
        {
            Assert.Throws<IOException>(() => new DiskCallCache(folder.Path));
            for (var i = 0; i < 3; i++)
            {
                await cache.AddAsync(Key(i), ModuleResult.FromValue(new IntegerValue(i)), token);
                ends.Add(new FileInfo(folder.File("calls.jsonl")).Length);
            }
        }

        var whole = await File.ReadAllBytesAsync(folder.File("calls.jsonl"), token);
        for (var length = 0; length <= whole.Length; length += 11)
        {
            await File.WriteAllBytesAsync(folder.File("calls.jsonl"), whole[..length], token);
            using var cache = new DiskCallCache(folder.Path);
            var complete = ends.Count(end => end <= length) - 1;
            Assert.Equal(complete, cache.Count);
            for (var i = 0; i < 3; i++)
            {
                Assert.Equal(i < complete ? new IntegerValue(i) : null, (await cache.FindAsync(Key(i), token))?.Value);
            }
        }

        await File.WriteAllTextAsync(folder.File("calls.jsonl"), "{\"key\":\"no\"}\n", token);
        var error = Assert.Throws<InvalidRecordException>(() => new DiskCallCache(folder.Path));
        Assert.Equal((1, "key"), (error.Line, error.Field));

        static CallKey Key(int i) => CallKey.Create("A", new ModuleVersion("1"), Calls.Of(("x", new IntegerValue(i))));
    }

    private static ProgramRequest Ask(string id, ProgramValue x, string module = "A") =>
        ScriptProgram.Request(id, (caller, _) => caller.CallAsync(module, x));

    private sealed class SamplingModule : IVisualModule
    {
        public int Calls { get; private set; }

        public ModuleSignature Signature { get; } = ModuleSignature.Create("S", ProgramType.Any, new ModuleParameter("x", ProgramType.Any));

        public ModuleVersion Version { get; } = new("1");

        public bool IsDeterministic => false;

        public ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken = default)
        {
            Calls += calls.Count;
            return new([.. calls.Select(_ => ModuleResult.FromValue(new IntegerValue(Calls)))]);
        }
    }
}
