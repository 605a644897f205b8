using Sdvp.Core.Modules;
using Sdvp.Core.Teaching;
using Sdvp.Distillation.Tests.Toys;
using Sdvp.Distillation.Training;

namespace Sdvp.Distillation.Tests.Training;

/// <summary>What goes wrong in the middle of a distillation says what it is, and costs nothing of what was labelled and learned before.</summary>
public sealed class BadInputTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> WrongTeachers => new()
    {
        { "throws", "out of order" },
        { "not a number", "NaN" },
        { "too few", "15 answers to 16 queries" },
        { "too many", "17 answers to 16 queries" },
    };

    [Theory]
    [MemberData(nameof(WrongTeachers))]
    public async Task DistillAsync_TeacherThatFailsLater_KeepsItsAnswersSoFar(string wrong, string expected)
    {
        using var host = new ToyHost();
        var batches = 0;
        var failing = new ToyTeacher { Spoil = answers => ++batches <= 2 ? answers : Spoil(wrong, answers) };

        var error = await Assert.ThrowsAnyAsync<Exception>(() => Distiller(host).DistillAsync(ToyTask.Colours(teacher: failing), cancellationToken: Token));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        var teacher = new ToyTeacher();
        var result = await Distiller(host).DistillAsync(ToyTask.Colours(teacher: teacher), cancellationToken: Token);

        Assert.Equal(96 - 32, teacher.Queries);
        Assert.Equal((64, 32), (result.Labels.TeacherQueries, result.Labels.CachedQueries));
        Assert.Equal(await UninterruptedAsync(), result.Modules[0].Version);

        static StepwiseDistiller Distiller(ToyHost host) => host.Distiller(o => o.TeacherBatchSize = 16);

        static async Task<ModuleVersion> UninterruptedAsync()
        {
            using var host = new ToyHost();
            return (await Distiller(host).DistillAsync(ToyTask.Colours(), cancellationToken: Token)).Modules[0].Version;
        }
    }

    [Fact]
    public async Task DistillAsync_AnswersOutsideTheVocabulary_AreCountedAndTheOthersLearned()
    {
        using var host = new ToyHost();
        var number = 0;
        var teacher = new ToyTeacher { Spoil = answers => [.. answers.Select(a => number++ % 4 == 0 ? new TeacherAnswer(AnswerDistribution.Certain("purple")) : a)] };

        var result = await host.Distiller().DistillAsync(ToyTask.Colours(teacher: teacher), cancellationToken: Token);

        Assert.Equal((72, 24), (result.Modules[0].Labels, result.Modules[0].UnusableLabels));
    }

    [Fact]
    public async Task DistillAsync_LossThatIsNoNumber_KeepsLabelsAndTheLastCheckpoint()
    {
        using var host = new ToyHost();
        static void Wild(StepwiseDistillerOptions options) => (options.LearningRate, options.GradientClip, options.RestartOnChange) = (1e30, null, true);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.Distiller(Wild).DistillAsync(ToyTask.Colours(), cancellationToken: Token));
        Assert.Contains("VQA", error.Message, StringComparison.Ordinal);
        var teacher = new ToyTeacher();
        var result = await host.Distiller(o => o.RestartOnChange = true).DistillAsync(ToyTask.Colours(teacher: teacher), cancellationToken: Token);

        Assert.Equal(0, teacher.Queries);
        Assert.Equal(36, result.Modules[0].Curve.Length);
    }

    /// <summary>The files of a training, each on a device that is full.</summary>
    [Theory]
    [InlineData("VQA.checkpoint.tmp")]
    [InlineData("VQA.trained.tmp")]
    [InlineData("before.json.tmp")]
    [InlineData("result.json.tmp")]
    public async Task DistillAsync_FullDisk_GoesOnToTheSameBytesOnceThereIsRoom(string file)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here.");
        using var whole = new ToyHost();
        var expected = await whole.Distiller().DistillAsync(ToyTask.Colours(), cancellationToken: Token);
        using var host = new ToyHost();
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(host.Folder, "colours")).FullName, file);

        await Assert.ThrowsAnyAsync<IOException>(() => host.Distiller().DistillAsync(
            ToyTask.Colours(), new ImmediateProgress(p => FillDisk(p, path)), Token));
        File.Delete(path);
        var teacher = new ToyTeacher();
        var result = await host.Distiller().DistillAsync(ToyTask.Colours(teacher: teacher), cancellationToken: Token);

        Assert.Equal(expected.Modules[0].Version, result.Modules[0].Version);
        Assert.Equal(expected.Modules[0].Curve, result.Modules[0].Curve);
        Assert.Equal(file == "before.json.tmp" ? 96 : 0, teacher.Queries);
    }

    private static void FillDisk(DistillationProgress progress, string path)
    {
        // The task begins with an empty folder, so the link comes when it is under way.
        if (progress.Phase == DistillationPhase.ValidatingBefore && progress.Done == 1)
        {
            File.CreateSymbolicLink(path, "/dev/full");
        }
    }

    private static IReadOnlyList<TeacherAnswer> Spoil(string wrong, IReadOnlyList<TeacherAnswer> answers) => wrong switch
    {
        "throws" => throw new InvalidOperationException("The teacher is out of order."),
        "not a number" => [new TeacherAnswer(new AnswerDistribution([new("red", double.NaN)])), .. answers.Skip(1)],
        "too few" => [.. answers.Skip(1)],
        _ => [.. answers, answers[0]],
    };
}
