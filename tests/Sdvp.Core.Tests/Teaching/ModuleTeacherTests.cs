using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Teaching;

public sealed class ModuleTeacherTests
{
    private static readonly ImageValue Image = new(ImageBuffer.FromRgb(2, 2, new byte[12]));

    [Fact]
    public async Task AnswerAsync_ModuleWithDistribution_KeepsWhatLiesInTheAnswerSpace()
    {
        var module = new ScriptedModule(call => Answer("red", new("red", 0.6), new("crimson", 0.3), new("blue", 0.1)));
        var teacher = new ModuleTeacher(module, ["red", "blue", "green"]);

        var answer = Assert.Single(await teacher.AnswerAsync([new TeacherQuery([Image], "what color is it?")], TestContext.Current.CancellationToken));

        Assert.Equal(0.6, answer.Distribution.ProbabilityOf("red"));
        Assert.Equal(0.1, answer.Distribution.ProbabilityOf("blue"));
        Assert.DoesNotContain(answer.Distribution.Answers, a => a.Key == "crimson");
        Assert.Equal(["what color is it?"], module.Questions);
        Assert.Equal(1, teacher.ImagesPerQuery);
        Assert.Equal(["blue", "green", "red"], teacher.AnswerSpace.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task AnswerAsync_ModuleWithoutDistribution_IsCertain()
    {
        var teacher = new ModuleTeacher(new ScriptedModule(_ => ModuleResult.FromValue(new TextValue("yes"))), ["yes", "no"]);

        var answer = Assert.Single(await teacher.AnswerAsync([new TeacherQuery([Image], "is it?")], TestContext.Current.CancellationToken));

        Assert.Equal(("yes", 1.0), (answer.Distribution.Top, answer.Distribution.Confidence));
    }

    [Fact]
    public async Task AnswerAsync_AnswerOutsideOfTheSpace_HasNoProbability()
    {
        var teacher = new ModuleTeacher(new ScriptedModule(_ => ModuleResult.FromValue(new TextValue("maybe"))), ["yes", "no"]);

        var answer = Assert.Single(await teacher.AnswerAsync([new TeacherQuery([Image], "is it?")], TestContext.Current.CancellationToken));

        Assert.All(answer.Distribution.Answers, a => Assert.Equal(0, a.Value));
    }

    [Fact]
    public async Task AnswerAsync_FailedCall_NamesQuestionAndCause()
    {
        var teacher = new ModuleTeacher(new ScriptedModule(_ => ModuleResult.FromError(new IOException("broken"))), ["yes"]);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await teacher.AnswerAsync([new TeacherQuery([Image], "is it?")], TestContext.Current.CancellationToken));

        Assert.Contains("'is it?': broken", error.Message, StringComparison.Ordinal);
        Assert.IsType<IOException>(error.InnerException);
    }

    [Fact]
    public async Task AnswerAsync_TwoImages_IsRefused()
    {
        var teacher = new ModuleTeacher(new ScriptedModule(_ => Answer("yes")), ["yes"]);

        await Assert.ThrowsAsync<ArgumentException>(async () => await teacher.AnswerAsync([new TeacherQuery([Image, Image], "is it?")], TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Version_OtherAnswersOrOtherModule_IsAnother()
    {
        ModuleVersion Of(string version, params string[] answers) => new ModuleTeacher(new ScriptedModule(_ => Answer("yes"), version), answers).Version;

        Assert.Equal(Of("1", "yes", "no"), Of("1", "no", "yes"));
        Assert.NotEqual(Of("1", "yes", "no"), Of("1", "yes"));
        Assert.NotEqual(Of("1", "yes", "no"), Of("2", "yes", "no"));
    }

    [Fact]
    public void Constructor_ModuleOfAnotherShape_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => new ModuleTeacher(new ScriptedModule(_ => Answer("yes")) { Signature = StandardSignatures.Loc() }, ["yes"]));
        Assert.Contains("LOC(image: Image, object: Text)", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new ModuleTeacher(new ScriptedModule(_ => Answer("yes")), []));
        Assert.Throws<ArgumentException>(() => new ModuleTeacher(new ScriptedModule(_ => Answer("yes")) { IsDeterministic = false }, ["yes"]));
    }

    private static ModuleResult Answer(string text, params KeyValuePair<string, double>[] probabilities) =>
        ModuleResult.FromValue(new TextValue(text)) with { Distribution = probabilities.Length == 0 ? null : new AnswerDistribution(probabilities) };

    private sealed class ScriptedModule(Func<ModuleCall, ModuleResult> answer, string version = "1") : IVisualModule
    {
        public ModuleSignature Signature { get; init; } = StandardSignatures.Vqa();

        public ModuleVersion Version { get; } = new(version);

        public bool IsDeterministic { get; init; } = true;

        public ImmutableArray<string> Questions { get; private set; } = [];

        public ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken = default)
        {
            Questions = [.. calls.Select(c => c.Get<TextValue>("question").Text)];
            return new ValueTask<IReadOnlyList<ModuleResult>>([.. calls.Select(answer)]);
        }
    }
}
