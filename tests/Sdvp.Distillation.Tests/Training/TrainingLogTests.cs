using Sdvp.Distillation.Continual.Strategies;
using Sdvp.Distillation.Tests.Toys;
using Sdvp.Distillation.Training;

namespace Sdvp.Distillation.Tests.Training;

public sealed class TrainingLogTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DistillAsync_LogFolder_GetsEveryNumberOnceThoughInterrupted()
    {
        using var host = new ToyHost();
        var logs = Path.Combine(host.Folder, "logs");
        foreach (var at in new[] { 0, 7, 13 })
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Distiller(o => Configure(o, logs)).DistillAsync(
                Task(), new ImmediateProgress(p => CancelAt(p, at, stop)), stop.Token));
            if (at == 7)
            {
                // As a kill would leave them: the checkpoint is older than the log, whose last record is cut off.
                File.Delete(Path.Combine(host.Folder, "colours", "VQA.checkpoint"));
                var file = Files(logs).First(f => new FileInfo(f).Length > 200);
                await File.WriteAllBytesAsync(file, (await File.ReadAllBytesAsync(file, Token))[..^3], Token);
            }
        }

        var result = await host.Distiller(o => Configure(o, logs)).DistillAsync(Task(), cancellationToken: Token);

        var written = Files(logs).SelectMany(TrainingLog.Read).ToLookup(v => v.Tag);
        var curve = result.Modules[0].Curve;
        Assert.Equal(
            ["gradient-norm", "labels/coverage", "learning-rate", "loss/self-distillation", "loss/stepwise", "loss/strategies", "loss/whole", "validation/loss"],
            written.Select(w => w.Key).Order(StringComparer.Ordinal));
        Assert.Equal(curve.Select(p => (p.Step, p.Stepwise)), InOrder("loss/stepwise"));
        Assert.Equal(curve.Select(p => (p.Step, p.SelfDistillation)), InOrder("loss/self-distillation"));
        foreach (var tag in new[] { "gradient-norm", "learning-rate", "loss/whole", "loss/strategies" })
        {
            Assert.Equal(curve.Select(p => p.Step), InOrder(tag).Select(v => v.Step));
        }

        Assert.Equal([(0, 1f)], InOrder("labels/coverage"));
        Assert.Equal(result.Modules[0].Validation!.Points.Select(p => (p.Steps, (float)p.Loss)), InOrder("validation/loss"));
        Assert.All(InOrder("loss/strategies").Skip(1), v => Assert.True(v.Value > 0));
        Assert.All(InOrder("gradient-norm"), v => Assert.True(v.Value > 0));

        (int Step, float Value)[] InOrder(string tag) => [.. written[tag].Select(v => ((int)v.Step, v.Value)).OrderBy(v => v.Item1)];
    }

    [Fact]
    public async Task DistillAsync_LogFolder_ChangesNothingElse()
    {
        using var with = new ToyHost();
        using var without = new ToyHost();

        var logged = await with.Distiller(o => o.LogFolder = Path.Combine(with.Folder, "logs")).DistillAsync(ToyTask.Colours(32), cancellationToken: Token);
        var plain = await without.Distiller().DistillAsync(ToyTask.Colours(32), cancellationToken: Token);

        Assert.Equal(plain.Modules[0].Version, logged.Modules[0].Version);
        Assert.True((await with.Distiller().DistillAsync(ToyTask.Colours(32), cancellationToken: Token)).IsRestored);
    }

    [Fact]
    public void Read_CutAnywhere_GivesWhatIsWhole()
    {
        var folder = Directory.CreateTempSubdirectory("sdvp-tests-").FullName;
        try
        {
            TrainingLog.Open(folder).Add("loss", 0.5, 3);
            TrainingLog.Open(folder).Add("loss", 0.7, 3);
            TrainingLog.Open(folder).Add("loss", 0.25, 4);
            Assert.Equal([("loss", 3L, 0.5f), ("loss", 4L, 0.25f)], Files(folder).SelectMany(TrainingLog.Read).OrderBy(v => v.Step));

            var whole = File.ReadAllBytes(Files(folder).First(f => TrainingLog.Read(f).Any()));
            var path = Path.Combine(folder, "cut");
            for (var length = 0; length < whole.Length; length++)
            {
                File.WriteAllBytes(path, whole[..length]);
                Assert.Empty(TrainingLog.Read(path));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*tfevents*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static DistillationTask Task() => ToyTask.Colours(48) with { Strategies = [new StartPenaltyStrategy(0.5)] };

    private static void Configure(StepwiseDistillerOptions options, string logs)
    {
        options.LogFolder = logs;
        options.EarlyStopping = new EarlyStoppingOptions { Patience = null };
    }

    private static void CancelAt(DistillationProgress progress, int step, CancellationTokenSource stop)
    {
        if (progress.Phase == DistillationPhase.Training && progress.Done == step)
        {
            stop.Cancel();
        }
    }
}
