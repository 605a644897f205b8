using Sdvp.Core.Modules;
using Sdvp.Core.Symbolic.Drawing;
using Sdvp.Core.Values;

namespace Sdvp.Core.Symbolic;

/// <summary>BGBLUR: the image blurred with radius 2, with the objects sharp; the edges of their masks are blurred with radius 5.</summary>
internal sealed class BackgroundBlurModule(bool fullCoverageOnly) : SingleCallModule(
    ModuleSignature.Create("BGBLUR", ProgramType.Image, new("image", ProgramType.Image), new ModuleParameter("object", ProgramType.Regions)),
    new ModuleVersion(fullCoverageOnly ? "background-blur/1 full coverage" : "background-blur/1"))
{
    private const float BackgroundRadius = 2;
    private const float MaskRadius = 5;

    protected override ModuleResult Invoke(ModuleCall call)
    {
        var image = call.Get<ImageValue>("image").Pixels;
        var source = image.Pixels;
        var blurred = source.ToArray();
        GaussianBlur.Apply(blurred, image.Width, image.Height, channels: 3, BackgroundRadius);

        // In doubles over all objects, cut to bytes once, as NumPy does it for VisProg.
        var mixed = Array.ConvertAll(blurred, b => (double)b);
        foreach (var region in call.Get<RegionsValue>("object").Regions)
        {
            var mask = ObjectMask.Of(region, image.Width, image.Height, fullCoverageOnly);
            GaussianBlur.Apply(mask, image.Width, image.Height, channels: 1, MaskRadius);
            for (var i = 0; i < mixed.Length; i++)
            {
                var share = mask[i / 3] / 255.0;
                mixed[i] = (share * source[i]) + ((1 - share) * mixed[i]);
            }
        }

        return ModuleResult.FromValue(new ImageValue(ImageBuffer.FromRgb(image.Width, image.Height, Array.ConvertAll(mixed, v => (byte)v))));
    }
}
