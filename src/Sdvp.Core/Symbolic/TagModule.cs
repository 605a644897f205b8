using System.Globalization;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.Expressions.Evaluation;
using Sdvp.Core.Symbolic.Drawing;
using Sdvp.Core.Values;

namespace Sdvp.Core.Symbolic;

/// <summary>
/// TAG: draws each object's box, and what it is on a plate below the box, <c>class(score)</c>; on the box's lower edge where the plate
/// does not fit below. As VisProg draws it, but for the font.
/// </summary>
internal sealed class TagModule() : SingleCallModule(
    ModuleSignature.Create("TAG", ProgramType.Image, new("image", ProgramType.Image), new ModuleParameter("object", ProgramType.Regions)), new ModuleVersion("tag/1"))
{
    private const int LineWidth = 4;

    protected override ModuleResult Invoke(ModuleCall call)
    {
        var canvas = new PixelCanvas(call.Get<ImageValue>("image").Pixels);
        foreach (var region in call.Get<RegionsValue>("object").Regions)
        {
            Draw(canvas, region);
        }

        return ModuleResult.FromValue(new ImageValue(canvas.ToImage()));
    }

    private static void Draw(PixelCanvas canvas, Region region)
    {
        var (left, top, right, bottom) = region.Box;
        canvas.DrawFrame(region.Box, LineWidth, PixelColor.Green);
        if (TextFor(region) is not { } text)
        {
            return;
        }

        var (width, height) = BitmapFont.Measure(text);
        var y = (long)left + width > canvas.Width || (long)bottom + height > canvas.Height ? (long)bottom - height : bottom;
        canvas.FillRectangle(left, y, (long)left + width, y + height, PixelColor.Green);
        BitmapFont.Draw(canvas, text, left, y, PixelColor.White);
    }

    private static string? TextFor(Region region) => region switch
    {
        { Class: { } name, ClassScore: { } score } => string.Create(CultureInfo.InvariantCulture, $"{name}({NumberText.Python(score)})"),
        _ => region.Class ?? region.Label,
    };
}
