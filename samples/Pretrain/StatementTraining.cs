using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Torch;
using Sdvp.Samples.Scenes.Questions;
using Sdvp.Samples.Scenes.World;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Samples.Pretrain;

/// <summary>Trains a network that judges statements about two images, from the task's labels alone: true or false.</summary>
internal sealed class StatementTraining(IStudent student, SceneDomain domain, SceneGraphSupervision graphs, long seed)
{
    private const int Pairs = 16;
    private const int StatementsPerPair = 20;

    public TrainingPlan<(StudentInput[] Inputs, long[] Targets, long[] Graphs)> ToPlan(string outputFolder, int steps, double learningRate) => new()
    {
        OutputFolder = outputFolder,
        Student = student,
        Supervision = graphs,
        Steps = steps,
        LearningRate = learningRate,
        MakeBatch = step => MakeBatch(SceneRandom.For(seed, step), StatementSampler.Families, Pairs),
        Loss = batch => nn.functional.cross_entropy(((AnswerLogits)student.Forward(batch.Inputs)).Logits, tensor(batch.Targets)).Plus(graphs.Loss(batch.Graphs)),
        Report = Report,
    };

    private (StudentInput[] Inputs, long[] Targets, long[] Graphs) MakeBatch(SceneRandom random, IReadOnlyList<string> families, int pairs)
    {
        var inputs = new List<StudentInput>();
        var targets = new List<long>();
        var seen = new List<long>();

        // Statements on one image say most about what a single step asks.
        var weights = families.Select(f => f.StartsWith("one-", StringComparison.Ordinal) ? 3.0 : 1.0).ToList();
        for (var i = 0; i < pairs; i++)
        {
            var (left, right) = (SceneSampler.Sample("left", domain, random), SceneSampler.Sample("right", domain, random));
            var call = ImmutableDictionary<string, ProgramValue>.Empty
                .Add("left", new ImageValue(SceneRenderer.Render(left))).Add("right", new ImageValue(SceneRenderer.Render(right)));
            seen.AddRange(graphs.Targets(left, Scene.Bounds));
            seen.AddRange(graphs.Targets(right, Scene.Bounds));
            var made = 0;
            for (var attempt = 0; attempt < StatementsPerPair * 4 && made < StatementsPerPair; attempt++)
            {
                if (StatementSampler.Sample(families[random.PickWeighted(weights)], left, right, random) is { } statement)
                {
                    inputs.Add(student.Prepare(new ModuleCall(call.Add("text", new TextValue(statement.Text)))));
                    targets.Add(statement.IsTrue ? 1 : 0);
                    made++;
                }
            }
        }

        return ([.. inputs], [.. targets], [.. seen]);
    }

    private void Report()
    {
        Console.Write("   ");
        foreach (var family in StatementSampler.Families)
        {
            using var noGrad = no_grad();
            using var scope = NewDisposeScope();
            var (inputs, targets, _) = MakeBatch(SceneRandom.For(seed + 1, family.Length, family[0]), [family], 40);
            var top = ((AnswerLogits)student.Forward(inputs)).Logits.argmax(1).data<long>().ToArray();
            graphs.Forget();
            Console.Write($"  {family} {(double)top.Zip(targets).Count(p => p.First == p.Second) / targets.Length:0.000}");
        }

        Console.WriteLine();
    }
}
