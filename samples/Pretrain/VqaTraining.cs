using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Torch;
using Sdvp.Samples.Scenes.Questions;
using Sdvp.Samples.Scenes.World;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Samples.Pretrain;

/// <summary>Trains a network that answers questions about one image.</summary>
internal sealed class VqaTraining(
    IStudent student, ImmutableArray<string> answers, SceneDomain domain, IReadOnlyList<(StepQuestionKind Kind, double Weight)> kinds, SceneGraphSupervision graphs, long seed)
{
    private const int Images = 32;
    private const int QuestionsPerImage = 8;

    private readonly Dictionary<string, long> _indices = answers.Select((a, i) => (a, i)).ToDictionary(p => p.a, p => (long)p.i, StringComparer.Ordinal);

    public TrainingPlan<(StudentInput[] Inputs, long[] Targets, long[] Graphs)> ToPlan(string outputFolder, int steps, double learningRate) => new()
    {
        OutputFolder = outputFolder,
        Student = student,
        Supervision = graphs,
        Steps = steps,
        LearningRate = learningRate,
        MakeBatch = step => MakeBatch(SceneRandom.For(seed, step)),
        Loss = batch => nn.functional.cross_entropy(((AnswerLogits)student.Forward(batch.Inputs)).Logits, tensor(batch.Targets)).Plus(graphs.Loss(batch.Graphs)),
        Report = Report,
    };

    private static ModuleCall ToCall(StepExample example, StepQuestion question) => new(ImmutableDictionary<string, ProgramValue>.Empty
        .Add("image", example.Image).Add("question", new TextValue(question.Text)).Add("text", new TextValue(question.Text)));

    private (StudentInput[] Inputs, long[] Targets, long[] Graphs) MakeBatch(SceneRandom random)
    {
        var inputs = new List<StudentInput>();
        var targets = new List<long>();
        var seen = new List<long>();
        for (var i = 0; i < Images; i++)
        {
            var example = StepExampleSampler.Sample(domain, kinds, QuestionsPerImage, random);
            seen.AddRange(graphs.Targets(example.Scene, example.Image.Box));
            foreach (var (question, answer) in example.Questions)
            {
                inputs.Add(student.Prepare(ToCall(example, question)));
                targets.Add(_indices[answer]);
            }
        }

        return ([.. inputs], [.. targets], [.. seen]);
    }

    private void Report()
    {
        foreach (var shown in new[] { SceneDomain.General, SceneDomain.Mosaic, SceneDomain.Checker, SceneDomain.Bands })
        {
            Console.Write($"    {shown.Name,-8}");
            foreach (var (kind, _) in kinds)
            {
                var random = SceneRandom.For(seed + 1, (int)kind, shown.Name.Length);
                var (right, all) = (0, 0);
                for (var batch = 0; batch < 6; batch++)
                {
                    using var noGrad = no_grad();
                    using var scope = NewDisposeScope();
                    var (inputs, targets) = MakeKind(shown, kind, random);
                    var top = ((AnswerLogits)student.Forward(inputs)).Logits.argmax(1).data<long>().ToArray();
                    graphs.Forget();
                    right += top.Zip(targets).Count(p => p.First == p.Second);
                    all += targets.Length;
                }

                Console.Write($"  {kind} {(double)right / all:0.000}");
            }

            Console.WriteLine();
        }
    }

    private (StudentInput[] Inputs, long[] Targets) MakeKind(SceneDomain shown, StepQuestionKind kind, SceneRandom random)
    {
        var inputs = new List<StudentInput>();
        var targets = new List<long>();
        for (var i = 0; i < 64; i++)
        {
            var example = StepExampleSampler.Sample(shown, [(kind, 1.0)], 1, random);
            inputs.Add(student.Prepare(ToCall(example, example.Questions[0].Question)));
            targets.Add(_indices[example.Questions[0].Answer]);
        }

        return ([.. inputs], [.. targets]);
    }
}
