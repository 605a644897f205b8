using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Sdvp.Core.DependencyInjection;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Programs.Viper;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;
using Sdvp.Samples.Scenes.Programs;
using Sdvp.Samples.Scenes.Questions;
using Sdvp.Samples.Scenes.World;

namespace Sdvp.Distillation.Tests.Scenes;

public sealed class SceneWorldTests
{
    [Fact]
    public void Text_OfEveryKindOfQuestion_IsReadBack()
    {
        var random = new SceneRandom(11);
        for (var i = 0; i < 300; i++)
        {
            var scene = SceneSampler.Sample("s", SceneDomain.General, random);
            foreach (var kind in Enum.GetValues<StepQuestionKind>())
            {
                if (StepQuestionSampler.Sample(kind, scene, Scene.Bounds, random) is { } question)
                {
                    Assert.True(StepQuestion.TryParse(question.Text, out var read), question.Text);
                    Assert.Equal(question, read);
                }
            }
        }
    }

    [Fact]
    public void Render_SameScene_GivesSamePixels()
    {
        var scene = SceneSampler.Sample("s", SceneDomain.Mosaic, new SceneRandom(3));

        Assert.Equal(SceneRenderer.Render(scene), SceneRenderer.Render(scene));
    }

    /// <summary>With modules that see the truth every program must give the answer that the question has: question, program and scene agree.</summary>
    [Fact]
    public async Task Programs_WithModulesThatKnowTheScene_GiveTheAnswers()
    {
        var oracle = new SceneModules();
        await using var provider = new ServiceCollection().AddSdvp().AddViper().AddModule(oracle.Vqa).AddModule(oracle.Loc).Services.BuildServiceProvider();
        var runner = provider.GetRequiredService<IProgramRunner>();
        var registry = provider.GetRequiredService<IModuleRegistry>();
        var random = new SceneRandom(5);
        var asked = 0;
        for (var i = 0; i < 60; i++)
        {
            var scene = oracle.Add(SceneSampler.Sample("s", SceneDomain.General, random), out var image);
            foreach (var family in QuestionSampler.TaskFamilies.AddRange(QuestionSampler.UnseenFamilies).Add("count"))
            {
                if (QuestionSampler.Sample(family, scene, random) is { } question)
                {
                    var inputs = ImmutableDictionary<string, ProgramValue>.Empty.Add("IMAGE", image);
                    await AssertAnswersAsync(runner, registry, question.Text, question.Programs, inputs, question.Answer);
                    asked++;
                }
            }
        }

        Assert.True(asked > 400);
    }

    [Fact]
    public async Task Statements_WithModulesThatKnowTheScenes_AreJudgedRightAndBalanced()
    {
        var oracle = new SceneModules();
        await using var provider = new ServiceCollection().AddSdvp().AddViper().AddModule(oracle.Vqa).AddModule(oracle.Loc).Services.BuildServiceProvider();
        var runner = provider.GetRequiredService<IProgramRunner>();
        var registry = provider.GetRequiredService<IModuleRegistry>();
        var random = new SceneRandom(6);
        foreach (var family in StatementSampler.Families)
        {
            var (isTrue, all) = (0, 0);
            for (var i = 0; i < 80; i++)
            {
                var left = oracle.Add(SceneSampler.Sample("l", SceneDomain.Checker, random), out var leftImage);
                var right = oracle.Add(SceneSampler.Sample("r", SceneDomain.Checker, random), out var rightImage);
                if (StatementSampler.Sample(family, left, right, random) is { } statement)
                {
                    var inputs = ImmutableDictionary<string, ProgramValue>.Empty.Add("LEFT", leftImage).Add("RIGHT", rightImage);
                    await AssertAnswersAsync(runner, registry, statement.Text, statement.Programs, inputs, statement.IsTrue ? "yes" : "no");
                    isTrue += statement.IsTrue ? 1 : 0;
                    all++;
                }
            }

            Assert.InRange((double)isTrue / all, 0.3, 0.7);
        }
    }

    private static async Task AssertAnswersAsync(
        IProgramRunner runner, IModuleRegistry registry, string text, ScenePrograms programs, ImmutableDictionary<string, ProgramValue> inputs, string answer)
    {
        foreach (var (language, source) in new (IProgramLanguage, string)[] { (new VisProgLanguage(), programs.VisProg), (new ViperLanguage(), programs.Viper) })
        {
            var program = language.Parse(source, registry.ToParseOptions(inputs, strict: true)).GetProgramOrThrow();
            var run = await runner.RunAsync(new ProgramRequest("run", program, inputs), TestContext.Current.CancellationToken);
            Assert.True(run.Error is null, $"{text}{Environment.NewLine}{source}{Environment.NewLine}{run.Error?.Message}");
            Assert.True(answer == AnswerNormalizer.ToText(run.Value!), $"{text}{Environment.NewLine}{source}");
        }
    }
}
