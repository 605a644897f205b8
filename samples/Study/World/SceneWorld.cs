using System.Collections.Immutable;
using System.Globalization;
using Sdvp.Core.Teaching;
using Sdvp.Modules.Film;
using Sdvp.Samples.Scenes.Questions;
using Sdvp.Samples.Scenes.Tasks;
using Sdvp.Samples.Study.Plan;
using Sdvp.Samples.Study.Results;
using Sdvp.Samples.Study.Running;

namespace Sdvp.Samples.Study.World;

/// <summary>The procedural world: every seed has its own scenes, questions and pairs.</summary>
internal sealed class SceneWorld(string folder, StudyScale scale) : IStudyWorld
{
    private SceneTasks? _tasks;

    public string Identity => $"scenes; {string.Join(", ", scale.Questions.Select(s => $"{s.Name} {s.Scenes} × {s.QuestionsPerScene}"))}, "
        + string.Join(", ", scale.Pairs.Select(s => $"{s.Name} {s.Pairs} × {s.StatementsPerPair}"));

    public string Description => "in a small world with known answers";

    public ImmutableArray<StudyColumn> Untaught => StudyColumn.Untaught;

    public Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ImmutableArray<StudySetting> Facts(int seeds) =>
    [
        new("data", Identity),
        new("unseen families", "1: where, in which quarter of the image something is; 2: name, the invented name of a shape in a size"),
    ];

    public async Task<ImmutableDictionary<string, StudyData>> LoadAsync(
        StudyHost host, int seed, IProgress<(int Done, int Total)> progress, CancellationToken cancellationToken)
    {
        _tasks ??= SceneTasks.Load(StudyModels.Checkpoints, (FilmVqaModule)host.StartOf("VQA"), host.Gate);

        // The processes of both frameworks share the files of a seed; one makes them.
        var files = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"seed-{seed}"));
        using var held = await FolderLock.TakeAsync(files, cancellationToken);
        var data = await SceneData.LoadAsync(
            scale.Questions,
            scale.Pairs,
            files,
            seed,
            host.Codec,
            host.LoaderOf(Languages.VisProg),
            host.LoaderOf(Languages.Viper),
            progress,
            cancellationToken);
        return data.ToImmutableDictionary(d => d.Key, d => ToData(d.Value, _tasks), StringComparer.Ordinal);
    }

    public void Dispose() => _tasks?.Dispose();

    private static StudyData ToData(SceneData data, SceneTasks tasks)
    {
        // A failure would be one of the world's own files: nothing to go on with.
        if (data.Failures.FirstOrDefault() is { Failure: { } failure, Split: var split })
        {
            throw new InvalidDataException($"{split}: {failure.Id}: {failure.Message} Delete the folder of the data and run the command again.");
        }

        return new StudyData
        {
            A = ToTask(tasks.A),
            B = ToTask(tasks.B),
            Traffic = data["general-train"],
            UnseenFamilies = [.. QuestionSampler.UnseenFamilies],
            Others = ImmutableSortedDictionary.Create<string, TestSet>(StringComparer.Ordinal)
                .Add(StudyColumn.General.Name, Test("general-test"))
                .Add(StudyColumn.UnseenFirst.Name, Test("where-test"))
                .Add(StudyColumn.UnseenSecond.Name, Test("name-test"))
                .Add(StudyColumn.UnseenScenes.Name, Test("bands-test")),
        };

        TestSet Test(string name) => new(data[name], data.OracleOf(name).AnswerFor);

        StudyTask ToTask(SceneTask task) => new()
        {
            Name = task.Name,
            Train = data[task.TrainSplit],
            Test = Test(task.TestSplit),
            Teacher = task.Teacher,
            Adapters = task.Adapters,
            Guesser = task.Guesser,
            GoldOf = data.OracleOf(task.TrainSplit).AnswerFor,
        };
    }
}
