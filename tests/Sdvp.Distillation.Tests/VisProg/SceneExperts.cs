using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Samples.Scenes.World;

namespace Sdvp.Distillation.Tests.VisProg;

/// <summary>SEG, FACEDET, MATCH and REPLACE that know the scenes; circles are this world's faces.</summary>
internal sealed class SceneExperts
{
    private readonly Dictionary<ImageBuffer, Scene> _scenes = [];

    public IEnumerable<IVisualModule> Modules =>
    [
        new Expert(StandardSignatures.Segmentation(), call => Objects(call.Get<ImageValue>("image"), o => o.Shape)),
        new Expert(StandardSignatures.FaceDetection(), call => new RegionsValue(
            [.. Objects(call.Get<ImageValue>("image"), o => o.Shape).Regions.Where(r => r.Label == "circle").Select(r => r with { Label = "face" })])),
        new Expert(StandardSignatures.Match(), call => new ListValue(
            [.. call.Get<ListValue>("texts").Items.Select(t => new NumberValue(Logit(call.Get<ImageValue>("image"), ((TextValue)t).Text)))])),
        new Expert(StandardSignatures.Replacement(), Replace),
    ];

    public ImageValue Add(Scene scene)
    {
        var pixels = SceneRenderer.Render(scene);
        _scenes[pixels] = scene;
        return new ImageValue(pixels);
    }

    private RegionsValue Objects(ImageValue image, Func<SceneObject, string> label) => new([.. _scenes[image.Root].Objects.Select((o, i) =>
        new Region(o.Box, 0.9, label(o)) { Instance = i, Mask = RegionMask.Filled(o.Box) })]);

    // As many tens as words of the text are true of the object under the crop; names of kinds count.
    private double Logit(ImageValue image, string text)
    {
        var seen = _scenes[image.Root].Objects.MaxBy(o => o.Box.IntersectionOverUnion(image.Box))!;
        var words = text.Split(' ').Skip(3);
        return words.Sum(w => w == seen.Color || w == seen.Shape || w == seen.Size || w == seen.Pattern || w == seen.Name ? 10.04 : 0);
    }

    private ImageValue Replace(ModuleCall call)
    {
        var image = call.Get<ImageValue>("image");
        var regions = call.Get<RegionsValue>("object").Regions;
        var scene = _scenes[image.Root];
        var pixels = image.Pixels.Pixels.ToArray();
        var level = (byte)call.Get<TextValue>("prompt").Text.Length;
        foreach (var box in regions.Select(r => r.Box))
        {
            for (var y = box.Top; y < box.Bottom; y++)
            {
                pixels.AsSpan(((y * image.Width) + box.Left) * 3, box.Width * 3).Fill(level);
            }
        }

        var painted = ImageBuffer.FromRgb(image.Width, image.Height, pixels);
        _scenes[painted] = scene with { Objects = [.. scene.Objects.Where(o => regions.All(r => r.Box != o.Box))] };
        return new ImageValue(painted);
    }

    private sealed class Expert(ModuleSignature signature, Func<ModuleCall, ProgramValue> answer) : SingleCallModule(signature, new ModuleVersion("scene expert"))
    {
        protected override ModuleResult Invoke(ModuleCall call) => ModuleResult.FromValue(answer(call));
    }
}
