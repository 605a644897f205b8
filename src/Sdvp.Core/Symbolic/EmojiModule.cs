using Sdvp.Core.Modules;
using Sdvp.Core.Symbolic.Drawing;
using Sdvp.Core.Values;

namespace Sdvp.Core.Symbolic;

/// <summary>EMOJI: an emoji on the middle of every object, as high as two thirds of its box.</summary>
internal sealed class EmojiModule(IEmojiSource emojis) : SingleCallModule(
    ModuleSignature.Create(
        "EMOJI", ProgramType.Image, new("image", ProgramType.Image), new("object", ProgramType.Regions), new ModuleParameter("emoji", ProgramType.Text)),
    new ModuleVersion($"emoji/1 {emojis.Version}"))
{
    private const int ShownNames = 20;

    protected override ModuleResult Invoke(ModuleCall call)
    {
        var image = call.Get<ImageValue>("image").Pixels;
        var name = call.Get<TextValue>("emoji").Text;
        var canvas = new PixelCanvas(image);
        if (emojis.Find(name, 1) is null)
        {
            throw Unknown(name);
        }

        foreach (var region in call.Get<RegionsValue>("object").Regions)
        {
            Draw(canvas, region.Box, name);
        }

        return ModuleResult.FromValue(new ImageValue(canvas.ToImage()));
    }

    // The arithmetic is that of VisProg and of the overlay it calls, which takes fractions of the image: floating point decides some pixels.
    private void Draw(PixelCanvas canvas, PixelBox box, string name)
    {
        double width = canvas.Width;
        double height = canvas.Height;
        var size = ((double)box.Bottom - box.Top) / 1.5;
        var rows = Math.Max(1, (int)(height * (size / height)));
        var left = (int)(width * (((((double)box.Left + box.Right) / 2) - (0.5 * size)) / width));
        var top = (int)(height * (((((double)box.Top + box.Bottom) / 2) - (0.5 * size)) / height));
        if (rows > 4 * canvas.Height)
        {
            throw new ArgumentException($"The box {box} is too high for an image of {canvas.Width} × {canvas.Height}.");
        }

        var emoji = emojis.Find(name, rows) ?? throw Unknown(name);
        var pixels = emoji.Pixels.Pixels;
        for (var y = 0; y < emoji.Pixels.Height; y++)
        {
            for (var x = 0; x < emoji.Pixels.Width; x++)
            {
                var i = (y * emoji.Pixels.Width) + x;
                canvas.Blend(left + x, top + y, new PixelColor(pixels[i * 3], pixels[(i * 3) + 1], pixels[(i * 3) + 2]), emoji.Alpha[i]);
            }
        }
    }

    private ArgumentException Unknown(string name)
    {
        var shown = string.Join(", ", emojis.Names.Take(ShownNames));
        return new ArgumentException($"There is no emoji '{name}'; known are: {shown}{(emojis.Names.Length > ShownNames ? ", …" : "")}.");
    }
}
