using System.Collections.Immutable;
using Sdvp.Core.Teaching.Adapters;
using Sdvp.Modules.Film;
using Sdvp.Modules.Torch;
using Sdvp.Samples.Scenes.World;

namespace Sdvp.Samples.Scenes.Tasks;

/// <summary>The two tasks with their teachers, which it owns.</summary>
public sealed class SceneTasks : IDisposable
{
    private readonly FilmTeacher _teacherA;
    private readonly FilmTeacher _teacherB;

    private SceneTasks(FilmTeacher teacherA, FilmTeacher teacherB, ImmutableArray<string> answers)
    {
        (_teacherA, _teacherB) = (teacherA, teacherB);
        A = new SceneTask(
            "taskA", "task A", "mosaic-train", "mosaic-test", teacherA,
            [new QuestionStepAdapter(teacherA, answers), new RegionStepAdapter(teacherA, new() { Expansion = 1.5 })],
            new QuestionStepAdapter(teacherA, answers, new() { MinConfidence = 0, MinValidMass = 0 }));
        B = new SceneTask(
            "taskB", "task B", "checker-train", "checker-test", teacherB,
            [new StatementStepAdapter(teacherB, answers, Statements)],
            new StatementStepAdapter(teacherB, answers, Statements with { MinConfidence = 0, AbstainOnCrops = false }));
    }

    /// <summary>GQA-like questions about mosaics, with a teacher that answers questions.</summary>
    public SceneTask A { get; }

    /// <summary>NLVR2-like statements about pairs of checkerboards, with a teacher that judges statements.</summary>
    public SceneTask B { get; }

    private static StatementStepAdapterOptions Statements { get; } = new()
    {
        MaxCount = 4,
        Candidates = ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("color", SceneVocabulary.Colors),
    };

    /// <summary>Loads the teachers.</summary>
    /// <param name="checkpoints">The folder of the samples' checkpoints.</param>
    /// <param name="vqa">The module that is to learn.</param>
    /// <param name="gate">The device.</param>
    /// <returns>The tasks; the caller disposes them.</returns>
    public static SceneTasks Load(string checkpoints, FilmVqaModule vqa, DeviceGate gate)
    {
        ArgumentNullException.ThrowIfNull(vqa);
        return new SceneTasks(FilmTeacher.Load(Path.Combine(checkpoints, "teacher-a"), gate), FilmTeacher.Load(Path.Combine(checkpoints, "teacher-b"), gate), vqa.Answers);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _teacherA.Dispose();
        _teacherB.Dispose();
    }
}
