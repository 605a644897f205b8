using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Sdvp.Core.DependencyInjection;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Recording;
using Sdvp.Core.Teaching;
using Sdvp.Core.Teaching.Adapters;
using Sdvp.Core.Values;
using Sdvp.Distillation.Labelling;
using Sdvp.Distillation.Labelling.Credit;
using Sdvp.Distillation.Tests.Scenes;
using Sdvp.Samples.Scenes.Questions;
using Sdvp.Samples.Scenes.Teachers;
using Sdvp.Samples.Scenes.World;

namespace Sdvp.Distillation.Tests.Labelling;

/// <summary>A teacher that is wrong at 30 % of the queries, a student that is wrong at many steps, and what the filters make of the labels.</summary>
public sealed class NoisyTeacherTests(ITestOutputHelper output)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The student's share of wrong answers, and how sure the teacher is where it is wrong.</summary>
    [Theory]
    [InlineData(0.2, 1.0)]
    [InlineData(0.4, 1.0)]
    [InlineData(0.4, 0.9)]
    public async Task LabelAsync_TeacherWrongAtThirtyPercent_KeepsFewWrongLabelsAndMostOfAll(double studentNoise, double confidenceFactor)
    {
        var world = await World.CreateAsync(studentNoise);
        var teacher = new NoisyTeacher(world.Teacher, 0.3, seed: 5, confidenceFactor);
        var adapter = new QuestionStepAdapter(teacher, SceneVocabulary.Answers, new QuestionStepAdapterOptions { MinConfidence = 0 });

        var all = await LabelAsync(new LabelFilters());
        var single = await LabelAsync(new LabelFilters { Credit = world.Credit(CreditRule.Single) });
        var kept = await LabelAsync(new LabelFilters { Credit = world.Credit(CreditRule.Joint), MinConfidence = 0.4 });

        var revised = await LabelAsync(new LabelFilters { Credit = world.Credit(CreditRule.Revising), MinConfidence = 0.8 });

        output.WriteLine($"student {studentNoise:0.0}, factor {confidenceFactor:0.0}: all {all}; single {single}; joint {kept}; revised {revised}");
        Assert.InRange(all.Wrong, 0.25, 0.35);
        Assert.True(kept.Wrong <= 0.10, $"{kept}");
        Assert.True(kept.Coverage >= 0.60, $"{kept}");
        Assert.True(single.Wrong < all.Wrong / 2, $"{single}");
        Assert.True(revised.Wrong <= 0.05 && revised.Coverage >= 0.75, $"{revised}");

        async Task<Quality> LabelAsync(LabelFilters filters)
        {
            var labels = await new StepLabeller(teacher, [adapter], null, new StepLabellerOptions { Filters = filters }).LabelAsync(world.Runs, world.Examples, cancellationToken: Token);
            var judged = labels.Steps.Select(s => (s.Label.Answers!.Top, Gold: world.GoldOf(s.Record))).Where(s => s.Gold is not null).ToArray();
            return new Quality((double)judged.Count(s => s.Top != s.Gold) / judged.Length, (double)labels.Steps.Length / labels.Summary.Modules[0].Steps, labels.Steps.Length);
        }
    }

    private sealed record Quality(double Wrong, double Coverage, int Labels)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Labels} labels, {Wrong:P1} wrong, coverage {Coverage:P1}");
    }

    private sealed class World
    {
        private readonly Dictionary<ImageBuffer, Scene> _scenes = [];
        private readonly ServiceProvider _provider;

        private World(double studentNoise)
        {
            var truth = new SceneModules();
            Teacher = new OracleTeacher(this);
            _provider = new ServiceCollection().AddSdvp().AddModule(new Student(this, truth.Vqa.Signature, studentNoise)).AddModule(new Locator(this, truth.Loc.Signature)).Services.BuildServiceProvider();
        }

        public ITeacher Teacher { get; }

        public List<TaskExample> Examples { get; } = [];

        public List<ProgramRun> Runs { get; } = [];

        public static async Task<World> CreateAsync(double studentNoise)
        {
            var world = new World(studentNoise);
            var registry = world._provider.GetRequiredService<IModuleRegistry>();
            var random = new SceneRandom(21);
            for (var i = 0; i < 120; i++)
            {
                var scene = SceneSampler.Sample($"s{i}", SceneDomain.General, random);
                var image = new ImageValue(SceneRenderer.Render(scene));
                world._scenes[image.Root] = scene;
                foreach (var family in QuestionSampler.TaskFamilies)
                {
                    if (QuestionSampler.Sample(family, scene, random) is { } question)
                    {
                        var inputs = ImmutableDictionary<string, ProgramValue>.Empty.Add("IMAGE", image);
                        world.Examples.Add(new TaskExample
                        {
                            Id = $"{i}-{family}",
                            Question = question.Text,
                            Answer = question.Answer,
                            Family = family,
                            Inputs = inputs,
                            Program = new VisProgLanguage().Parse(question.Programs.VisProg, registry.ToParseOptions(inputs, strict: true)).GetProgramOrThrow(),
                        });
                    }
                }
            }

            var runner = world._provider.GetRequiredService<IProgramRunner>();
            await foreach (var run in runner.RunAsync(world.Examples.Select(e => new ProgramRequest(e.Id, e.Program, e.Inputs)), Token))
            {
                world.Runs.Add(run);
            }

            return world;
        }

        public CounterfactualCredit Credit(CreditRule rule) => new(
            _provider.GetServices<IProgramLanguage>(), _provider.GetRequiredService<IModuleRegistry>(), new CounterfactualCreditOptions { Rule = rule });

        public string? GoldOf(StepRecord step) => GoldOf((ImageValue)step.Arguments["image"], ((TextValue)step.Arguments["question"]).Text);

        public string? GoldOf(ImageValue image, string text) => StepQuestion.TryParse(text, out var question) ? question.AnswerFor(_scenes[image.Root], image.Box) : null;

        public Scene SceneOf(ImageValue image) => _scenes[image.Root];
    }

    /// <summary>Right, and sure of it to a degree that differs from question to question.</summary>
    private sealed class OracleTeacher(World world) : ITeacher
    {
        public ModuleVersion Version { get; } = new("oracle");

        public int ImagesPerQuery => 1;

        public ImmutableHashSet<string> AnswerSpace { get; } = [.. SceneVocabulary.Answers];

        public ValueTask<IReadOnlyList<TeacherAnswer>> AnswerAsync(IReadOnlyList<TeacherQuery> queries, CancellationToken cancellationToken = default) => new([.. queries.Select(q =>
        {
            var gold = world.GoldOf(q.Images[0], q.Text) ?? "no";
            var sure = 0.6 + (0.39 * SceneRandom.For(1, 2, Convert.ToInt64(q.ComputeContentId()[..15], 16)).NextDouble());
            var rest = gold is "yes" or "no" ? [gold == "yes" ? "no" : "yes"] : SceneVocabulary.Colors.Concat(SceneVocabulary.Shapes).Where(a => a != gold).ToArray();
            return new TeacherAnswer(new AnswerDistribution(rest.Select(a => KeyValuePair.Create(a, (1 - sure) / rest.Length)).Append(new(gold, sure))));
        })]);
    }

    private sealed class Student(World world, ModuleSignature signature, double noise) : SingleCallModule(signature, new ModuleVersion("student"))
    {
        protected override ModuleResult Invoke(ModuleCall call)
        {
            var (image, text) = (call.Get<ImageValue>("image"), call.Get<TextValue>("question").Text);
            var gold = world.GoldOf(image, text) ?? "no";
            var random = SceneRandom.For(3, 4, Convert.ToInt64(new TeacherQuery([image], text).ComputeContentId()[..15], 16));
            var others = (gold is "yes" or "no" ? ["yes", "no"] : SceneVocabulary.Colors.Contains(gold) ? SceneVocabulary.Colors : SceneVocabulary.Shapes).Where(a => a != gold).ToList();
            var (answer, second) = random.NextBool(noise) ? (random.Pick(others), gold) : (gold, random.Pick(others));
            var sure = 0.5 + (0.45 * random.NextDouble());
            return ModuleResult.FromValue(new TextValue(answer)) with { Distribution = new AnswerDistribution([new(answer, sure), new(second, 1 - sure)]) };
        }
    }

    private sealed class Locator(World world, ModuleSignature signature) : SingleCallModule(signature, new ModuleVersion("truth"))
    {
        protected override ModuleResult Invoke(ModuleCall call)
        {
            var image = call.Get<ImageValue>("image");
            return ModuleResult.FromValue(ObjectQuery.TryParse(call.Get<TextValue>("object").Text, out var query)
                ? new RegionsValue([.. world.SceneOf(image).VisibleIn(image.Box).Where(query.Matches).Select(o => new Region(o.Box.Offset(-image.Box.Left, -image.Box.Top)))])
                : new RegionsValue([]));
        }
    }
}
