using Sdvp.Core.Modules;
using Sdvp.Core.Symbolic.Drawing;
using Sdvp.Core.Values;

namespace Sdvp.Core.Symbolic;

/// <summary>COLORPOP: the image in grey, with the objects in colour. Grey is Pillow's mode L (ITU-R 601-2).</summary>
internal sealed class ColorPopModule(bool fullCoverageOnly) : SingleCallModule(
    ModuleSignature.Create("COLORPOP", ProgramType.Image, new("image", ProgramType.Image), new ModuleParameter("object", ProgramType.Regions)),
    new ModuleVersion(fullCoverageOnly ? "color-pop/1 full coverage" : "color-pop/1"))
{
    protected override ModuleResult Invoke(ModuleCall call)
    {
        var image = call.Get<ImageValue>("image").Pixels;
        var source = image.Pixels;
        var output = ToGrey(source);
        foreach (var region in call.Get<RegionsValue>("object").Regions)
        {
            var mask = ObjectMask.Of(region, image.Width, image.Height, fullCoverageOnly);
            for (var i = 0; i < mask.Length; i++)
            {
                if (mask[i] != 0)
                {
                    source.Slice(i * 3, 3).CopyTo(output.AsSpan(i * 3));
                }
            }
        }

        return ModuleResult.FromValue(new ImageValue(ImageBuffer.FromRgb(image.Width, image.Height, output)));
    }

    private static byte[] ToGrey(ReadOnlySpan<byte> pixels)
    {
        var output = new byte[pixels.Length];
        for (var i = 0; i < pixels.Length; i += 3)
        {
            var grey = (byte)(((pixels[i] * 19595) + (pixels[i + 1] * 38470) + (pixels[i + 2] * 7471) + 0x8000) >> 16);
            output.AsSpan(i, 3).Fill(grey);
        }

        return output;
    }
}
