using System.Collections.Frozen;
using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Recording;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;
using Sdvp.Distillation.Continual;
using Sdvp.Distillation.Continual.Strategies;
using Sdvp.Distillation.Labelling;
using Sdvp.Distillation.Labelling.Credit;
using Sdvp.Distillation.Training;
using Sdvp.Distillation.Training.Strategies;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Lora;
using Sdvp.Samples.Scenes.Tasks;
using Sdvp.Samples.Scenes.Teachers;
using Sdvp.Samples.Study.Plan;
using Sdvp.Samples.Study.World;

namespace Sdvp.Samples.Study.Running;

/// <summary>Carries out lessons: distils the tasks one after the other, each with what the recipe holds the students by.</summary>
internal sealed class Lessons(StudyHost host, StudyData data, string folder, string cacheFolder, int seed, IProgress<DistillationProgress> progress)
{
    private const int MemoryCalls = 1500;

    private List<StepRecord>? _traffic;

    /// <summary>Learns; the registry ends with the new modules.</summary>
    /// <param name="lesson">The lesson.</param>
    /// <param name="afterTask">Called when a task was learned, with its name.</param>
    /// <param name="cancellationToken">Stops; the same call goes on.</param>
    /// <returns>Seconds of training.</returns>
    public async Task<double> LearnAsync(Lesson lesson, Func<string, Task> afterTask, CancellationToken cancellationToken)
    {
        host.Use(host.Start);
        _traffic ??= await Measuring.RecordAsync(host.Runner, data.Traffic, cancellationToken);
        var tasks = TasksOf(lesson);
        var (seconds, previous, memory) = (0.0, new List<StepRecord>(), ReplayMemory.Empty);
        foreach (var (task, i) in tasks.Select((t, i) => (t, i)))
        {
            var adapters = task.Adapters.Where(a => lesson.Students == Students.Both || a.Module == (lesson.Students == Students.Vqa ? "VQA" : "LOC")).ToImmutableArray();
            if (!adapters.IsEmpty)
            {
                memory = Remember(memory, lesson.Recipe.Strategy, i == 0 ? _traffic : previous, cancellationToken);
                var result = await DistillAsync(lesson, i == 0 ? lesson.Recipe : lesson.Recipe.Later ?? lesson.Recipe, task with { Adapters = adapters }, previous, memory, cancellationToken);
                seconds += result.Modules.Sum(m => m.Duration.TotalSeconds);
            }

            await afterTask(task.Name);
            if (i + 1 < tasks.Length && NeedsPrevious(lesson.Recipe))
            {
                previous = await Measuring.RecordAsync(host.Runner, task.Train, cancellationToken);
            }
        }

        return seconds;
    }

    /// <summary>The labels that a rule keeps; made for the modules as they are now.</summary>
    public LabelFilters FiltersOf(LabelRule rule) => new()
    {
        MinConfidence = rule is LabelRule.Confidence or LabelRule.CreditAndConfidence ? 0.8 : 0,
        RequireCorrectAnswer = rule == LabelRule.RightRuns,
        Credit = rule switch
        {
            LabelRule.Credit => new CounterfactualCredit(host.Languages, host.Registry),
            LabelRule.Revised or LabelRule.CreditAndConfidence => new CounterfactualCredit(host.Languages, host.Registry, new() { Rule = CreditRule.Revising }),
            _ => null,
        },
    };

    /// <summary>The teacher of a task, as wrong as a lesson wants it.</summary>
    public ITeacher TeacherOf(StudyTask task, Lesson lesson) => lesson.Noise == 0 ? task.Teacher : new NoisyTeacher(task.Teacher, lesson.Noise, seed);

    private static bool NeedsPrevious(Recipe recipe) => recipe.Probes is ProbeKind.Traffic or ProbeKind.TrafficWithoutUnseen
        || recipe.Strategy is StrategyKind.Replay or StrategyKind.ElasticWeights;

    private ImmutableArray<StudyTask> TasksOf(Lesson lesson)
    {
        var (a, b) = (Shorten(data.A, lesson), Shorten(data.B, lesson));
        return lesson.Order switch
        {
            TaskOrder.BThenA => [b, a],
            TaskOrder.Joint => [Join(a, b)],
            _ => [a, b],
        };
    }

    private StudyTask Shorten(StudyTask task, Lesson lesson) => task with
    {
        Train = [.. task.Train.Take((int)Math.Ceiling(task.Train.Length * lesson.DataShare))],
        Teacher = TeacherOf(task, lesson),
    };

    private static StudyTask Join(StudyTask a, StudyTask b)
    {
        var ofB = b.Train.Select(e => e.Id).ToFrozenSet(StringComparer.Ordinal);
        return a with
        {
            Name = "joint",
            Train = [.. a.Train, .. b.Train],
            Teacher = new JointTeacher(a.Teacher, b.Teacher),
            Adapters = [.. a.Adapters.Select(adapter => new JointAdapter(adapter, b.Adapters.FirstOrDefault(o => o.Module == adapter.Module), ofB))],
        };
    }

    private Task<DistillationResult> DistillAsync(
        Lesson lesson, Recipe recipe, StudyTask task, List<StepRecord> previous, ReplayMemory memory, CancellationToken cancellationToken)
    {
        var options = new StepwiseDistillerOptions
        {
            WorkFolder = Path.Combine(folder, lesson.Id),
            CacheFolder = cacheFolder,
            Seed = seed,
            Epochs = recipe.Epochs,
            LearningRate = host.RateOf("VQA", recipe.LearningRate),
            SelfDistillationWeight = recipe.Lambda,
            OwnInputWeight = recipe.OwnInputs,
            ProbeRatio = recipe.ProbeRatio,
            Temperature = recipe.Temperature,
            StartInterpolation = recipe.Interpolation,
            Rounds = recipe.Rounds,
            CheckpointEverySteps = 100,
            RestartOnChange = true,
        };

        // What LOC's few labels can teach is learned at once, and more would only move it away from where it was.
        options.Modules["VQA"] = new ModuleTrainingOverrides { Lora = LoraOf(recipe, host.LoraTargetsOf("VQA")) };
        options.Modules["LOC"] = new ModuleTrainingOverrides { LearningRate = host.RateOf("LOC", recipe.LearningRate / 5), Lora = LoraOf(recipe, host.LoraTargetsOf("LOC")) };
        return new StepwiseDistiller(host.Runner, host.Registry, options, host.Gate).DistillAsync(
            new DistillationTask
            {
                Name = task.Name,
                Examples = task.Train,
                Teacher = task.Teacher,
                Adapters = task.Adapters,
                Filters = FiltersOf(lesson.Labels),
                Probes = ProbesOf(recipe.Probes, previous),
                Strategies = StrategiesOf(recipe, memory),
            },
            progress,
            cancellationToken);
    }

    private IProbeSource? ProbesOf(ProbeKind kind, List<StepRecord> previous)
    {
        if (kind == ProbeKind.None)
        {
            return null;
        }

        if (kind == ProbeKind.Questions)
        {
            return new TextProbeSource(new Dictionary<string, (string, ImmutableArray<string>)>
            {
                ["VQA"] = ("question", StepInputs.TextsOf(_traffic!, "VQA", "question")),
                ["LOC"] = ("object", StepInputs.TextsOf(_traffic!, "LOC", "object")),
            });
        }

        var traffic = new RecordedProbeSource(kind == ProbeKind.Traffic ? _traffic! : WithoutUnseen());
        return previous.Count == 0 ? traffic : new MixedProbeSource((traffic, 2), (new RecordedProbeSource(previous), 1));
    }

    private List<StepRecord> WithoutUnseen()
    {
        var unseen = data.Traffic.Where(e => e.Family is { } family && data.UnseenFamilies.Contains(family)).Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
        return [.. _traffic!.Where(r => !unseen.Contains(r.RunId))];
    }

    private static ImmutableArray<ForgettingStrategy> StrategiesOf(Recipe recipe, ReplayMemory memory) => recipe.Strategy switch
    {
        StrategyKind.Replay => [new ReplayStrategy(memory, recipe.Strength)],
        StrategyKind.ElasticWeights => [new ElasticWeightStrategy(memory, recipe.Strength)],
        StrategyKind.StartPenalty => [new StartPenaltyStrategy(recipe.Strength)],
        _ => [],
    };

    private static LoraOptions? LoraOf(Recipe recipe, ImmutableArray<string> layers) =>
        recipe.Strategy == StrategyKind.Lora ? new LoraOptions { Rank = (int)recipe.Strength, Alpha = recipe.Strength, TargetModules = layers } : null;

    private ReplayMemory Remember(ReplayMemory memory, StrategyKind strategy, List<StepRecord> records, CancellationToken cancellationToken)
    {
        if (strategy is StrategyKind.Replay or StrategyKind.ElasticWeights)
        {
            foreach (var module in host.Registry.Snapshot.Values.OfType<ITrainableModule>().OrderBy(m => m.Signature.Name, StringComparer.Ordinal))
            {
                memory = memory.Add(module, records, MemoryCalls, seed, host.Gate, cancellationToken);
            }
        }

        return memory;
    }
}
