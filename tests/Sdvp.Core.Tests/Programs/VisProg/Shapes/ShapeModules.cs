using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Tests.Execution;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Programs.VisProg.Shapes;

/// <summary>Stand-ins for the models, which know the scene.</summary>
internal static class ShapeModules
{
    public static IEnumerable<IVisualModule> Create() =>
    [
        Module(StandardSignatures.Loc("DETECT"), call => Regions(call, call.Get<TextValue>("object").Text)),
        Module(StandardSignatures.Segmentation(), call => Regions(call, null)),
        Module(StandardSignatures.FaceDetection(), call => new RegionsValue([.. Regions(call, "person").Regions.Select(r => new Region(
            new PixelBox(r.Box.Left, r.Box.Top, r.Box.Right, r.Box.Top + 90), 0.9, "face"))])),
        Module(StandardSignatures.Vqa(), call => new TextValue(Answer(call.Get<ImageValue>("image"), call.Get<TextValue>("question").Text))),
        Module(StandardSignatures.Replacement(), Paint),
        Module(StandardSignatures.Match(), call => new ListValue([.. call.Get<ListValue>("texts").Items.Select(t => new NumberValue(Logit(call.Get<ImageValue>("image").Box, ((TextValue)t).Text)))])),
    ];

    private static FakeModule Module(ModuleSignature signature, Func<ModuleCall, ProgramValue> answer) =>
        new(signature.Name) { Signature = signature, Answer = call => ModuleResult.FromValue(answer(call)) };

    private static RegionsValue Regions(ModuleCall call, string? name) => new([.. ShapeWorld.In(call.Get<ImageValue>("image"))
        .Where(o => name is null || o.Name == name)
        .Select((o, i) => new Region(o.Box, 0.9 - (0.01 * i), o.Name) { Mask = name is null ? RegionMask.Filled(o.Box) : null, Instance = i })]);

    // The right image of a pair is upside down to the eye of this model: nothing of the left is true of it but the number of dogs.
    private static string Answer(ImageValue image, string question) => question switch
    {
        "Where was this taken?" => "park",
        "What color is it?" => ShapeWorld.In(image).First().ColorName,
        "How many dogs are there?" => "1",
        "Is it sunny?" or "Is there a bench?" => image.Root.Pixels[0] == 90 ? "yes" : "no",
        _ => throw new ArgumentException($"'{question}' is not known."),
    };

    private static double Logit(PixelBox place, string text) => text switch
    {
        "a photo of man with a hat" or "a photo of Ada" => place.Left < 72 ? 25.25 : 20,
        "a photo of girl" or "a photo of Bob" => place.Left < 72 ? 19 : 24,
        "a photo of small red thing" => place.Top > 270 ? 30 : 10,
        _ => 5,
    };

    private static ImageValue Paint(ModuleCall call)
    {
        var image = call.Get<ImageValue>("image").Pixels;
        var pixels = image.Pixels.ToArray();
        foreach (var region in call.Get<RegionsValue>("object").Regions)
        {
            for (var y = region.Box.Top; y < region.Box.Bottom; y++)
            {
                pixels.AsSpan(((y * image.Width) + region.Box.Left) * 3, region.Box.Width * 3).Fill((byte)call.Get<TextValue>("prompt").Text.Length);
            }
        }

        return new ImageValue(ImageBuffer.FromRgb(image.Width, image.Height, pixels));
    }
}
