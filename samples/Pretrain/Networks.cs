using System.Collections.Immutable;
using Sdvp.Modules.Film;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Weights;
using Sdvp.Samples.Scenes.Questions;
using Sdvp.Samples.Scenes.World;
using static TorchSharp.torch;

namespace Sdvp.Samples.Pretrain;

/// <summary>The four networks of the samples: sizes, what they are trained on, and for how long.</summary>
internal sealed class Networks(string folder, DeviceGate gate, CancellationToken cancellationToken)
{
    private const int ImageSize = 64;
    private const int StudentWidth = 24;
    private const int SmallWidth = 16;

    private static readonly (StepQuestionKind Kind, double Weight)[] GeneralKinds =
    [
        (StepQuestionKind.Query, 0.27), (StepQuestionKind.Verify, 0.14), (StepQuestionKind.Choose, 0.11), (StepQuestionKind.Exist, 0.20),
        (StepQuestionKind.Count, 0.10), (StepQuestionKind.Where, 0.08), (StepQuestionKind.Name, 0.10),
    ];

    private static readonly (StepQuestionKind Kind, double Weight)[] TaskAKinds =
        [(StepQuestionKind.Query, 0.40), (StepQuestionKind.Verify, 0.15), (StepQuestionKind.Choose, 0.15), (StepQuestionKind.Exist, 0.30)];

    private static readonly (StepQuestionKind Kind, double Weight)[] ReadingKinds =
        [(StepQuestionKind.Query, 0.30), (StepQuestionKind.Verify, 0.25), (StepQuestionKind.Exist, 0.25), (StepQuestionKind.Count, 0.20)];

    private static FilmConfig Config { get; } = new()
    {
        Words = SceneVocabulary.Words,
        ImageSize = ImageSize,
        MaxScale = (double)ImageSize / Scene.Extent,
        TextWidth = 64,
        MaxWords = 12,
        Hops = 1,
    };

    public void TrainVqa()
    {
        var config = Config with { Width = StudentWidth, Answers = SceneVocabulary.Answers };
        Train("vqa", () => FilmVqaModule.Create("VQA", config, seed: 1, gate).CreateStudent(), (student, output) =>
            new VqaTraining(student, config.Answers, SceneDomain.General, GeneralKinds, Graphs(student, config), seed: 1).ToPlan(output, steps: 2600, learningRate: 0.0025));
    }

    public void TrainLoc()
    {
        var config = Config with { Width = SmallWidth };
        Train("loc", () => FilmLocModule.Create("LOC", config, new FilmLocOptions(), seed: 2, gate).CreateStudent(), (student, output) =>
            new LocTraining(student, Grid(config), SceneDomain.General, Graphs(student, config), seed: 2).ToPlan(output, steps: 2600, learningRate: 0.003));
    }

    /// <summary>The expert of task A knows the answers that the task has, and nothing of places, numbers and names.</summary>
    public void TrainTeacherA()
    {
        var answers = SceneVocabulary.Answers
            .Where(a => a is "yes" or "no" || ObjectQuery.Attributes.Any(attribute => SceneVocabulary.ValuesOf(attribute).Contains(a))).ToImmutableArray();
        var config = Config with { Width = SmallWidth, Answers = answers };
        Train("teacher-a", () => FilmTeacher.CreateStudent(config, seed: 3, gate), (student, output) =>
            new VqaTraining(student, answers, SceneDomain.Mosaic, TaskAKinds, Graphs(student, config), seed: 3).ToPlan(output, steps: 2500, learningRate: 0.003));
    }

    /// <summary>
    /// The expert of task B. True or false is little to learn from, so the network first learns to read and to look from questions about single
    /// images of the task's domain; then come the task's statements on pairs.
    /// </summary>
    public void TrainTeacherB()
    {
        var single = Config with { Width = SmallWidth, Answers = SceneVocabulary.Answers, MaxWords = 24 };
        Train("teacher-b-reading", () => FilmTeacher.CreateStudent(single, seed: 4, gate), (student, output) =>
            new VqaTraining(student, single.Answers, SceneDomain.Checker, ReadingKinds, Graphs(student, single), seed: 4).ToPlan(output, steps: 1600, learningRate: 0.003));

        var config = single with { Answers = ["false", "true"], ImagesPerCall = 2 };
        Train("teacher-b", () => StartFrom(FilmTeacher.CreateStudent(config, seed: 5, gate), Path.Combine(folder, "teacher-b-reading")), (student, output) =>
            new StatementTraining(student, SceneDomain.Checker, Graphs(student, config), seed: 4).ToPlan(output, steps: 2600, learningRate: 0.002));
        Directory.Delete(Path.Combine(folder, "teacher-b-reading"), recursive: true);
    }

    private static int Grid(FilmConfig config) => config.ImageSize / 8;

    private static SceneGraphSupervision Graphs(IStudent student, FilmConfig config) => new(student.Network, 4 * config.Width, Grid(config));

    /// <summary>Takes over every weight that another network has under the same name and in the same shape.</summary>
    private static IStudent StartFrom(IStudent student, string source)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        using var file = SafetensorsFile.Open(FilmWeights(source));
        foreach (var (name, tensor) in student.Network.state_dict())
        {
            if (file.Entries.TryGetValue(name, out var entry) && entry.Shape.AsSpan().SequenceEqual(tensor.shape))
            {
                tensor.copy_(file.Read(name));
            }
        }

        return student;
    }

    private static string FilmWeights(string source) => Path.Combine(source, "model.safetensors");

    private void Train<TBatch>(string name, Func<IStudent> create, Func<IStudent, string, TrainingPlan<TBatch>> plan)
    {
        var output = Path.Combine(folder, name);
        if (File.Exists(Path.Combine(output, "config.json")))
        {
            Console.WriteLine($"{output}: complete");
            return;
        }

        using var student = create();
        var made = plan(student, output);
        using var supervision = made.Supervision;
        TrainingRun.Execute(made, cancellationToken);
    }
}
