using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Torch;
using Sdvp.Samples.Scenes.Questions;
using Sdvp.Samples.Scenes.World;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Samples.Pretrain;

/// <summary>Trains a network that locates what a text names.</summary>
internal sealed class LocTraining(IStudent student, int grid, SceneDomain domain, SceneGraphSupervision graphs, long seed)
{
    private const int Images = 32;
    private const int TextsPerImage = 6;

    public TrainingPlan<LocBatch> ToPlan(string outputFolder, int steps, double learningRate) => new()
    {
        OutputFolder = outputFolder,
        Student = student,
        Supervision = graphs,
        Steps = steps,
        LearningRate = learningRate,
        MakeBatch = step => MakeBatch(SceneRandom.For(seed, step)),
        Loss = Loss,
        Report = Report,
    };

    private Tensor Loss(LocBatch batch)
    {
        var output = (RegionLogits)student.Forward(batch.Inputs);
        var rows = batch.Inputs.Length;
        var places = grid * grid;
        var targets = tensor(batch.Found, [rows, places]);
        var found = nn.functional.binary_cross_entropy_with_logits(output.Scores, targets, reduction: nn.Reduction.None);

        // Few places hold what is asked for: these count three times.
        var scoring = (found * targets.Times(2).Plus(1)).sum().Times(0.25 / rows);
        var has = tensor(batch.HasBox, [rows, places]);
        var boxes = output.Boxes.Minus(tensor(batch.Boxes, [rows, places, 4])).abs().sum(2) * has;
        return scoring.Plus((boxes.sum() / has.sum().AtLeast(1)).Times(2)).Plus(graphs.Loss(batch.Graphs));
    }

    private LocBatch MakeBatch(SceneRandom random)
    {
        var rows = new List<(StudentInput Input, Scene Scene, PixelBox Region, ObjectQuery Query)>();
        var seen = new List<long>();
        for (var i = 0; i < Images; i++)
        {
            var scene = SceneSampler.Sample("training", domain, random);
            var region = StepExampleSampler.SampleRegion(scene, random);
            var image = new ImageValue(SceneRenderer.Render(scene), region);
            var visible = scene.VisibleIn(region);
            var before = rows.Count;
            for (var text = 0; text < TextsPerImage; text++)
            {
                var query = visible.IsEmpty || random.NextBool(0.3) ? Describer.DescribeAbsent(visible, random) : Describer.Describe(random.Pick(visible), random);
                if (query is not null)
                {
                    rows.Add((student.Prepare(ToCall(image, query)), scene, region, query));
                }
            }

            if (rows.Count > before)
            {
                seen.AddRange(graphs.Targets(scene, region));
            }
        }

        return LocBatch.Create(rows, grid, [.. seen]);
    }

    private static ModuleCall ToCall(ImageValue image, ObjectQuery query) => new(ImmutableDictionary<string, ProgramValue>.Empty
        .Add("image", image).Add("object", new TextValue(query.Text)));

    private void Report()
    {
        using var module = (IDisposable)student.ToModule();
        foreach (var shown in new[] { SceneDomain.General, SceneDomain.Mosaic, SceneDomain.Checker, SceneDomain.Bands })
        {
            var random = SceneRandom.For(seed + 1, shown.Name.Length);
            var (hits, found, wanted, counted, calls) = (0, 0, 0, 0, 0);
            for (var i = 0; i < 150; i++)
            {
                var scene = SceneSampler.Sample("test", shown, random);
                var query = random.NextBool(0.3) ? Describer.DescribeAbsent(scene.Objects, random) : Describer.Describe(random.Pick(scene.Objects), random);
                if (query is null)
                {
                    continue;
                }

                var gold = scene.Objects.Where(query.Matches).Select(o => o.Box).ToList();
                var call = ToCall(new ImageValue(SceneRenderer.Render(scene)), query);
                var regions = ((RegionsValue)((IVisualModule)module).InvokeAsync([call]).AsTask().Result[0].Value!).Regions;
                hits += regions.Count(r => gold.Any(g => g.IntersectionOverUnion(r.Box) > 0.5));
                found += regions.Length;
                wanted += gold.Count;
                counted += regions.Length == gold.Count ? 1 : 0;
                calls++;
            }

            Console.WriteLine($"    {shown.Name,-8}  precision {(double)hits / Math.Max(1, found):0.000}  recall {(double)hits / wanted:0.000}  count right {(double)counted / calls:0.000}");
        }
    }
}
