using Sdvp.Modules.Film;
using Sdvp.Modules.Torch;
using Sdvp.Samples.Pretrain;
using Sdvp.Samples.Scenes.Questions;
using Sdvp.Samples.Scenes.World;
using static TorchSharp.torch;

Sdvp.Modules.Torch.Native.TorchNativeLibrary.Ensure();
var gate = new DeviceGate(CPU);
var words = Vocab.Words;
set_num_threads(int.Parse(Environment.GetEnvironmentVariable("T") ?? "1"));
var kinds = new (StepQuestionKind, double)[] { (StepQuestionKind.Query, .27), (StepQuestionKind.Verify, .14), (StepQuestionKind.Choose, .11), (StepQuestionKind.Exist, .2), (StepQuestionKind.Count, .12), (StepQuestionKind.Where, .06), (StepQuestionKind.Name, .1) };
var steps = int.Parse(args[1]);
var config = new FilmConfig { Words = words, Answers = SceneVocabulary.Answers, Width = int.Parse(args[2]), Hops = int.Parse(Environment.GetEnvironmentVariable("H") ?? "1"), MaxWords = 12, MaxScale = 64.0 / 96, TextWidth = 64 };
SceneGraphSupervision G(IStudent s) => new(s.Network, 4 * config.Width, 8);
if (args[0] == "vqa")
{
    using var student = FilmVqaModule.Create("VQA", config, 1, gate).CreateStudent();
    Console.WriteLine(student.Network.parameters().Sum(p => p.numel()));
    TrainingRun.Execute(new VqaTraining(student, config.Answers, [(SceneDomain.General, 1.0)], kinds, G(student), 1).ToPlan(args[3], steps, double.Parse(args[4])), default);
}

var taskKinds = new (StepQuestionKind, double)[] { (StepQuestionKind.Query, .4), (StepQuestionKind.Verify, .15), (StepQuestionKind.Choose, .15), (StepQuestionKind.Exist, .3) };
if (args[0] == "loc")
{
    using var student = FilmLocModule.Create("LOC", config with { Answers = [] }, new FilmLocOptions(), 2, gate).CreateStudent();
    TrainingRun.Execute(new LocTraining(student, 8, [(SceneDomain.General, 1.0)], G(student), 2).ToPlan(args[3], steps, double.Parse(args[4])), default);
}
if (args[0] == "teacherA")
{
    using var student = FilmTeacher.CreateStudent(config with { Answers = [.. SceneVocabulary.Answers.Take(22)] }, 3, gate);
    TrainingRun.Execute(new VqaTraining(student, [.. SceneVocabulary.Answers.Take(22)], [(SceneDomain.Mosaic, 1.0)], taskKinds, G(student), 3).ToPlan(args[3], steps, double.Parse(args[4])), default);
}
if (args[0] == "teacherB")
{
    // One bit a statement is little to learn from: the network first learns to read and to look from questions on single images of the task's
    // domain, then the task itself.
    var single = config with { Answers = [.. SceneVocabulary.Answers.Where(a => a is "yes" or "no" || SceneVocabulary.Colors.Contains(a) || SceneVocabulary.Shapes.Contains(a) || char.IsDigit(a[0]))], MaxWords = 24 };
    var reading = new (StepQuestionKind, double)[] { (StepQuestionKind.Query, .3), (StepQuestionKind.Verify, .25), (StepQuestionKind.Exist, .25), (StepQuestionKind.Count, .2) };
    using var reader = FilmTeacher.CreateStudent(config with { Answers = SceneVocabulary.Answers, MaxWords = 24 }, 4, gate);
    if (!File.Exists(args[3] + "-reader/model.safetensors"))
        TrainingRun.Execute(new VqaTraining(reader, SceneVocabulary.Answers, [(SceneDomain.Checker, 1.0)], reading, G(reader), 4).ToPlan(args[3] + "-reader", 1600, 0.003), default);
    else Sdvp.Modules.Weights.ModuleWeights.Load(reader.Network, args[3] + "-reader/model.safetensors");
    using var student = FilmTeacher.CreateStudent(config with { Answers = ["false", "true"], ImagesPerCall = 2, MaxWords = 24 }, 5, gate);
    using (no_grad())
    {
        var known = reader.Network.state_dict();
        foreach (var (name, tensor) in student.Network.state_dict())
            if (known.TryGetValue(name, out var value) && value.shape.SequenceEqual(tensor.shape)) { tensor.copy_(value); } else Console.WriteLine("new: " + name);
    }
    TrainingRun.Execute(new StatementTraining(student, SceneDomain.Checker, G(student), 4).ToPlan(args[3], steps, double.Parse(args[4])), default);
}

internal static class Vocab
{
    public static System.Collections.Immutable.ImmutableArray<string> Words { get; } = [.. "what is the a are there how many in or where called and to of left right above below image images both exactly one at least contains contain more than total same have has thing things top bottom do color shape size pattern zero two three four five six number object objects not no yes neither either each".Split(' ').Concat(SceneVocabulary.Colors).Concat(SceneVocabulary.Shapes).Concat(SceneVocabulary.Shapes.Select(s => s == "cross" ? "crosses" : s + "s")).Concat(SceneVocabulary.Sizes).Concat(SceneVocabulary.Patterns).Concat(Enumerable.Range(0, 13).Select(n => n.ToString())).Distinct()];
}
