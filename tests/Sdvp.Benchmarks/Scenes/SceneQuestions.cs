using System.Collections.Immutable;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Programs.Viper;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Values;
using Sdvp.Samples.Scenes.Questions;
using Sdvp.Samples.Scenes.World;

namespace Sdvp.Benchmarks.Scenes;

/// <summary>Questions about scenes of a domain, several about each, and their programs in one language or in both by turns.</summary>
internal sealed class SceneQuestions
{
    private const int PerScene = 4;

    private readonly List<(ImageBuffer Image, string Text, VisualProgram Program)> _questions = [];

    /// <summary>Draws questions.</summary>
    /// <param name="registry">What the programs are checked against.</param>
    /// <param name="count">How many.</param>
    /// <param name="isVisProg">The language of the question of a number.</param>
    /// <param name="domain">The domain; null for the general one.</param>
    public SceneQuestions(IModuleRegistry registry, int count, Func<int, bool> isVisProg, SceneDomain? domain = null)
    {
        var options = registry.ToParseOptions(ImmutableDictionary<string, ProgramType>.Empty.Add("IMAGE", ProgramType.Image));
        IProgramLanguage visProg = new VisProgLanguage();
        IProgramLanguage viper = new ViperLanguage();
        for (var i = 0; _questions.Count < count; i++)
        {
            var random = SceneRandom.For(7, i);
            var scene = SceneSampler.Sample($"s{i}", domain ?? SceneDomain.General, random);
            var image = SceneRenderer.Render(scene);
            var asked = QuestionSampler.TaskFamilies.Select((_, k) => QuestionSampler.TaskFamilies[(k + i) % QuestionSampler.TaskFamilies.Length])
                .Select(family => QuestionSampler.Sample(family, scene, random))
                .OfType<SceneQuestion>()
                .Take(Math.Min(PerScene, count - _questions.Count));
            foreach (var question in asked)
            {
                var (language, text) = isVisProg(_questions.Count) ? (visProg, question.Programs.VisProg) : (viper, question.Programs.Viper);
                _questions.Add((image, question.Text, language.Parse(text, options).GetProgramOrThrow()));
            }
        }
    }

    public int Count => _questions.Count;

    /// <summary>Requests for all questions, on copies of the images: nothing that was made of an image before, such as its scaled pixels, is known.</summary>
    /// <returns>The requests.</returns>
    public List<ProgramRequest> NewRequests()
    {
        var copies = new Dictionary<ImageBuffer, ImmutableDictionary<string, ProgramValue>>(ReferenceEqualityComparer.Instance);
        return [.. _questions.Select((question, i) => new ProgramRequest($"q{i}", question.Program, InputsOf(question.Image)) { Question = question.Text })];

        ImmutableDictionary<string, ProgramValue> InputsOf(ImageBuffer image) => copies.TryGetValue(image, out var inputs)
            ? inputs
            : copies[image] = ImmutableDictionary<string, ProgramValue>.Empty.Add("IMAGE", new ImageValue(ImageBuffer.FromRgb(image.Width, image.Height, image.Pixels)));
    }
}
