using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Samples.Scenes.Questions;
using Sdvp.Samples.Scenes.World;

namespace Sdvp.Distillation.Tests.Scenes;

/// <summary>VQA and LOC that know the scenes instead of looking at pixels.</summary>
internal sealed class SceneModules
{
    private readonly Dictionary<ImageBuffer, Scene> _scenes = [];

    public SceneModules()
    {
        Vqa = new Module("VQA", "question", ProgramType.Text, (image, text) => StepQuestion.TryParse(text, out var question)
            ? new TextValue(question.AnswerFor(_scenes[image.Root], image.Box) ?? "unknown")
            : throw new ArgumentException($"'{text}' is no question of this world."));
        Loc = new Module("LOC", "object", ProgramType.Regions, (image, text) => ObjectQuery.TryParse(text, out var query)
            ? new RegionsValue([.. _scenes[image.Root].VisibleIn(image.Box).Where(query.Matches).Select(o => new Region(o.Box.Offset(-image.Box.Left, -image.Box.Top)))])
            : throw new ArgumentException($"'{text}' is no description of this world."));
    }

    public IVisualModule Vqa { get; }

    public IVisualModule Loc { get; }

    public Scene Add(Scene scene, out ImageValue image)
    {
        var pixels = SceneRenderer.Render(scene);
        _scenes[pixels] = scene;
        image = new ImageValue(pixels);
        return scene;
    }

    private sealed class Module(string name, string parameter, ProgramType result, Func<ImageValue, string, ProgramValue> answer) : SingleCallModule(
        ModuleSignature.Create(name, result, new ModuleParameter("image", ProgramType.Image), new ModuleParameter(parameter, ProgramType.Text)), new ModuleVersion("truth"))
    {
        protected override ModuleResult Invoke(ModuleCall call) =>
            ModuleResult.FromValue(answer(call.Get<ImageValue>("image"), call.Get<TextValue>(parameter).Text));
    }
}
