using System.Collections.Immutable;
using Sdvp.Core.Recording;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;
using Sdvp.Distillation.Evaluation.Gqa;
using Sdvp.Samples.Scenes.Questions;
using Sdvp.Samples.Scenes.World;

namespace Sdvp.Samples.Scenes.Datasets;

/// <summary>
/// Knows the gold answer of executed VQA steps from the scene graphs: what is true of the very region that the step looked at. Used to
/// measure labels and steps, never to train. Immutable and thread-safe.
/// </summary>
public sealed class SceneOracle
{
    private readonly ImmutableDictionary<ImageBuffer, Scene> _scenes;

    private SceneOracle(ImmutableDictionary<ImageBuffer, Scene> scenes) => _scenes = scenes;

    /// <summary>Reads the scene graphs of a split.</summary>
    /// <param name="files">The split.</param>
    /// <param name="domain">Its domain.</param>
    /// <param name="examples">Its loaded examples; they connect images with scenes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The oracle.</returns>
    public static async Task<SceneOracle> LoadAsync(SplitFiles files, SceneDomain domain, IEnumerable<TaskExample> examples, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(examples);
        var byId = new Dictionary<string, Scene>(StringComparer.Ordinal);
        await foreach (var graph in GqaSceneGraphFile.ReadAsync(files.SceneGraphs, cancellationToken: cancellationToken))
        {
            byId.Add(graph.ImageId, SceneGraphs.ToScene(graph, domain));
        }

        var scenes = ImmutableDictionary.CreateBuilder<ImageBuffer, Scene>();
        foreach (var example in examples)
        {
            // An example's id is its image's id (or its pair's) and a number.
            var image = example.Id[..example.Id.LastIndexOf('-')];
            foreach (var (input, id) in new[] { ("IMAGE", image), ("LEFT", image + "-img0"), ("RIGHT", image + "-img1") })
            {
                if (example.Inputs.GetValueOrDefault(input) is ImageValue value)
                {
                    scenes[value.Root] = byId[id];
                }
            }
        }

        return new SceneOracle(scenes.ToImmutable());
    }

    /// <summary>The gold answer of a step.</summary>
    /// <param name="step">The step.</param>
    /// <returns>The answer; null where the step is no VQA step, or its question has no answer there.</returns>
    public string? AnswerFor(StepRecord step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return step.Module == "VQA"
            && step.Arguments.GetValueOrDefault("image") is ImageValue image
            && step.Arguments.GetValueOrDefault("question") is TextValue text
            && _scenes.TryGetValue(image.Root, out var scene)
            && StepQuestion.TryParse(text.Text, out var question)
            ? question.AnswerFor(scene, image.Box)
            : null;
    }
}
