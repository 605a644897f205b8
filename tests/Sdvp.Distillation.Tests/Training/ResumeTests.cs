using Sdvp.Core.Modules;
using Sdvp.Distillation.Tests.Toys;
using Sdvp.Distillation.Training;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Tests.Training;

public sealed class ResumeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DistillAsync_SameSeed_SameBytes()
    {
        Assert.Equal(await VersionAsync(1), await VersionAsync(1));
        Assert.NotEqual(await VersionAsync(1), await VersionAsync(2));

        static async Task<ModuleVersion> VersionAsync(long seed)
        {
            using var host = new ToyHost();
            return (await host.Distiller(o => o.Seed = seed).DistillAsync(ToyTask.Colours(probes: true), cancellationToken: Token)).Modules[0].Version;
        }
    }

    [Theory]
    [InlineData(DistillationPhase.ValidatingBefore, 3)]
    [InlineData(DistillationPhase.Recording, 40)]
    [InlineData(DistillationPhase.Labelling, 64)]
    [InlineData(DistillationPhase.Training, 0)]
    [InlineData(DistillationPhase.Training, 1)]
    [InlineData(DistillationPhase.Training, 13)]
    [InlineData(DistillationPhase.Training, 35)]
    [InlineData(DistillationPhase.Training, 36)]
    [InlineData(DistillationPhase.ValidatingAfter, 3)]
    public async Task DistillAsync_CancelledAnywhere_GoesOnToTheSameBytes(DistillationPhase phase, int done)
    {
        var expected = await UninterruptedAsync();
        using var host = new ToyHost();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var cancelling = new ImmediateProgress(p =>
        {
            if (p.Phase == phase && p.Done >= done)
            {
                stop.Cancel();
            }
        });

        // In the last step of training nothing is left to cancel but what comes after it.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Distiller().DistillAsync(ToyTask.Colours(probes: true), cancelling, stop.Token));
        var result = await host.Distiller().DistillAsync(ToyTask.Colours(probes: true), cancellationToken: Token);

        AssertSame(expected, result);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(17)]
    [InlineData(36)]
    public async Task DistillAsync_KilledWhileTraining_NewProcessGoesOnToTheSameBytes(int step)
    {
        var expected = await UninterruptedAsync();
        using var killed = new ToyHost();
        var left = Directory.CreateTempSubdirectory("sdvp-tests-").FullName;
        try
        {
            var copying = new ImmediateProgress(p =>
            {
                if (p.Phase == DistillationPhase.Training && p.Done == step)
                {
                    CopyFolder(killed.Folder, left);
                }
            });
            await killed.Distiller().DistillAsync(ToyTask.Colours(probes: true), copying, Token);
            using var host = new ToyHost(left);
            var firstStep = -1;

            var result = await host.Distiller().DistillAsync(
                ToyTask.Colours(probes: true), new ImmediateProgress(p => firstStep = p.Phase == DistillationPhase.Training && firstStep < 0 ? p.Done : firstStep), Token);

            AssertSame(expected, result);
            Assert.Equal(step / 5 * 5, firstStep);
            Assert.Equal(0, result.Labels.TeacherQueries);
        }
        finally
        {
            Directory.Delete(left, recursive: true);
        }
    }

    /// <summary>What the teacher failed at before the training began stays without a label, also where the teacher has recovered since.</summary>
    [Fact]
    public async Task DistillAsync_TeacherThatRecoversAfterAStop_GoesOnWithTheSameLabels()
    {
        using var uninterrupted = new ToyHost();
        var expected = await Skipping(uninterrupted).DistillAsync(ToyTask.Colours(teacher: Failing()), cancellationToken: Token);
        using var host = new ToyHost();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Skipping(host).DistillAsync(
            ToyTask.Colours(teacher: Failing()), new ImmediateProgress(p => CancelAt(p, 13, stop)), stop.Token));
        var recovered = new ToyTeacher();

        var result = await Skipping(host).DistillAsync(ToyTask.Colours(teacher: recovered), cancellationToken: Token);

        AssertSame(expected, result);
        Assert.Equal(0, recovered.Queries);
        Assert.NotEqual(0, result.Labels.FailedQueries);
        Assert.Equal(expected.Labels.FailedQueries, result.Labels.FailedQueries);

        static StepwiseDistiller Skipping(ToyHost host) => host.Distiller(o => o.SkipTeacherFailures = true);

        static ToyTeacher Failing() => new()
        {
            Asked = queries =>
            {
                if (queries.Any(query => query.ComputeContentId()[0] is '0' or '7'))
                {
                    throw new HttpRequestException("unreachable");
                }
            },
        };
    }

    [Fact]
    public async Task DistillAsync_DamagedCheckpoint_TrainsAnewToTheSameBytes()
    {
        var expected = await UninterruptedAsync();
        using var host = new ToyHost();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Distiller().DistillAsync(
            ToyTask.Colours(probes: true), new ImmediateProgress(p => CancelAt(p, 13, stop)), stop.Token));
        var checkpoint = Path.Combine(host.Folder, "colours", "VQA.checkpoint");
        var bytes = await File.ReadAllBytesAsync(checkpoint, Token);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(checkpoint, bytes, Token);

        AssertSame(expected, await host.Distiller().DistillAsync(ToyTask.Colours(probes: true), cancellationToken: Token));
    }

    [Fact]
    public async Task DistillAsync_Cancelled_StopsWithinOneStep()
    {
        using var host = new ToyHost();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var last = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Distiller().DistillAsync(ToyTask.Colours(), new ImmediateProgress(p =>
        {
            last = p.Done;
            CancelAt(p, 7, stop);
        }), stop.Token));

        Assert.Equal(7, last);
    }

    [Fact]
    public async Task DistillAsync_FinishedBefore_NewProcessReadsItBack()
    {
        using var first = new ToyHost();
        var expected = await first.Distiller().DistillAsync(ToyTask.Colours(probes: true), cancellationToken: Token);
        using var host = new ToyHost(first.Folder);
        var teacher = new ToyTeacher();
        var reports = 0;

        var result = await host.Distiller().DistillAsync(ToyTask.Colours(teacher: teacher, probes: true), new ImmediateProgress(_ => reports++), Token);

        AssertSame(expected, result);
        Assert.True(result.IsRestored);
        Assert.Equal((0, 0), (reports, teacher.Queries));
        Assert.Equal(expected.Durations, result.Durations);
        Assert.Equal(expected.Labels.ToString(), result.Labels.ToString());
        Assert.Equal(result.Modules[0].Version, host.Registry.Snapshot["VQA"].Version);
    }

    [Fact]
    public async Task DistillAsync_FinishedBeforeInThisProcess_KeepsTheModule()
    {
        using var host = new ToyHost();
        var expected = await host.Distiller().DistillAsync(ToyTask.Colours(), cancellationToken: Token);

        var result = await host.Distiller().DistillAsync(ToyTask.Colours(), cancellationToken: Token);

        Assert.True(result.IsRestored);
        Assert.Same(expected.Modules[0].Module, result.Modules[0].Module);
        Assert.Equal(expected.Modules[0].PreviousVersion, result.Modules[0].PreviousVersion);
    }

    [Fact]
    public async Task DistillAsync_ChangedContent_IsRefusedWithWhatChanged()
    {
        using var host = new ToyHost();
        await host.Distiller().DistillAsync(ToyTask.Colours(), cancellationToken: Token);

        await RefusedAsync(host, o => o.LearningRate = 3e-3, ToyTask.Colours(), "options of VQA");
        await RefusedAsync(host, o => o.Modules["VQA"] = new ModuleTrainingOverrides { Epochs = 9 }, ToyTask.Colours(), "options of VQA");
        await RefusedAsync(host, o => o.SkipTeacherFailures = true, ToyTask.Colours(), "failures of the teacher");
        await RefusedAsync(host, _ => { }, ToyTask.Colours(examples: 90), "examples");
        await RefusedAsync(host, _ => { }, ToyTask.Colours(teacher: new ToyTeacher("other")), "teacher");
        await RefusedAsync(host, _ => { }, ToyTask.Colours(probes: true), "probes");
        host.Registry.Replace(new ToyModule(new ToyVqa(), new ToyVqa().CreateNetwork(1)) { TrainingType = ScalarType.BFloat16 });
        await RefusedAsync(host, _ => { }, ToyTask.Colours(), "training type of VQA: was Float32, is BFloat16");
        host.Registry.Replace(ToyModule.Vqa(seed: 9));
        await RefusedAsync(host, _ => { }, ToyTask.Colours(), "version of VQA");

        static async Task RefusedAsync(ToyHost host, Action<StepwiseDistillerOptions> configure, DistillationTask task, string expected)
        {
            var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.Distiller(configure).DistillAsync(task, cancellationToken: Token));
            Assert.Contains(expected, error.Message, StringComparison.Ordinal);
            Assert.Contains(nameof(StepwiseDistillerOptions.RestartOnChange), error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task DistillAsync_ChangedContentAndRestart_EqualsAFreshOne()
    {
        using var fresh = new ToyHost();
        var expected = await fresh.Distiller(o => o.Seed = 5).DistillAsync(ToyTask.Colours(), cancellationToken: Token);
        using var host = new ToyHost();
        await host.Distiller().DistillAsync(ToyTask.Colours(), cancellationToken: Token);
        host.Registry.Replace(ToyModule.Vqa());

        var result = await host.Distiller(o =>
        {
            o.Seed = 5;
            o.RestartOnChange = true;
        }).DistillAsync(ToyTask.Colours(), cancellationToken: Token);

        AssertSame(expected, result);
        Assert.False(result.IsRestored);
    }

    [Fact]
    public async Task DistillAsync_OtherOptionsInASharedCache_AsksTheTeacherNothing()
    {
        using var host = new ToyHost();
        var start = host.Registry.Snapshot["VQA"];
        var cache = Path.Combine(host.Folder, "shared");
        await host.Distiller(o => (o.WorkFolder, o.CacheFolder) = (Path.Combine(host.Folder, "a"), cache)).DistillAsync(ToyTask.Colours(), cancellationToken: Token);
        host.Registry.Replace(start);
        var teacher = new ToyTeacher();

        var result = await host.Distiller(o => (o.WorkFolder, o.CacheFolder, o.SelfDistillationWeight) = (Path.Combine(host.Folder, "b"), cache, 0))
            .DistillAsync(ToyTask.Colours(teacher: teacher), cancellationToken: Token);

        Assert.Equal(0, teacher.Queries);
        Assert.Equal((0, 96), (result.Labels.TeacherQueries, result.Labels.CachedQueries));
        Assert.All(result.Modules[0].Curve, p => Assert.Equal(0, p.SelfDistillation));
    }

    [Fact]
    public async Task DistillAsync_WhileAnotherWorksOnTheTask_IsRefused()
    {
        using var host = new ToyHost();
        Task? second = null;

        await host.Distiller().DistillAsync(ToyTask.Colours(), new ImmediateProgress(p =>
        {
            // It is refused before it first waits.
            second ??= p is { Phase: DistillationPhase.Training, Done: 5 } ? host.Distiller().DistillAsync(ToyTask.Colours(), cancellationToken: Token) : null;
        }), Token);

        await Assert.ThrowsAsync<IOException>(() => second!);
    }

    private static async Task<DistillationResult> UninterruptedAsync()
    {
        using var host = new ToyHost();
        return await host.Distiller().DistillAsync(ToyTask.Colours(probes: true), cancellationToken: Token);
    }

    private static void AssertSame(DistillationResult expected, DistillationResult result)
    {
        Assert.Equal(expected.Modules.Select(m => m.Version), result.Modules.Select(m => m.Version));
        Assert.Equal(expected.Modules.Select(m => m.PreviousVersion), result.Modules.Select(m => m.PreviousVersion));
        Assert.Equal(expected.Modules[0].Curve, result.Modules[0].Curve);
        Assert.Equal((expected.Before, expected.After), (result.Before, result.After));
    }

    private static void CancelAt(DistillationProgress progress, int step, CancellationTokenSource stop)
    {
        if (progress.Phase == DistillationPhase.Training && progress.Done == step)
        {
            stop.Cancel();
        }
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in new DirectoryInfo(from).EnumerateFiles("*", SearchOption.AllDirectories).Where(f => f.Name != "lock"))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            file.CopyTo(target);
        }
    }
}
