using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Tests.Execution;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Generation;

/// <summary>The modules behind the image API, answering at once.</summary>
internal static class ViperWorld
{
    public const string Program = "def execute_command(image):\n    return ImagePatch(image).simple_query('What color is the circle?')";

    public const string Importing = "import os\ndef execute_command(image):\n    return os.getcwd()";

    public static ModuleRegistry Registry(int boxes = 1) => new(
    [
        Module(StandardSignatures.Loc(), _ => new RegionsValue([.. Enumerable.Range(0, boxes).Select(i => new Region(new PixelBox(i, 0, i + 4, 4), 0.9 - (i * 0.1)))])),
        Module(StandardSignatures.Vqa(), call => new TextValue(call.Get<TextValue>("question").Text.StartsWith("Is this a", StringComparison.Ordinal) ? "yes" : "red")),
        Module(StandardSignatures.Match(), call => new ListValue([.. call.Get<ListValue>("texts").Items.Select((_, i) => new NumberValue(-i))])),
        Module(StandardSignatures.Depth(), call => new NumberValue(call.Get<RegionsValue>("box").Regions[0].Box.Left)),
        Module(StandardSignatures.Llm(), _ => new TextValue("Norway")),
    ]);

    public static ImageValue Picture(int width = 8) => new(ImageBuffer.FromRgb(width, 8, new byte[width * 24]));

    public static ImmutableDictionary<string, ProgramValue> Pictures(IEnumerable<string> names) =>
        names.ToImmutableDictionary(n => n, ProgramValue (_) => Picture());

    private static FakeModule Module(ModuleSignature signature, Func<ModuleCall, ProgramValue> answer) =>
        new(signature.Name) { Signature = signature, Answer = call => ModuleResult.FromValue(answer(call)) };
}
