using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Core.Symbolic;

/// <summary>CROP and its relatives: a part of an image around or beside the first region.</summary>
internal sealed class CropModule(string name, CropDirection direction, EmptyDetectionPolicy policy) : SingleCallModule(
    ModuleSignature.Create(name, ProgramType.Image, new("image", ProgramType.Image), new("box", ProgramType.Regions)),
    new ModuleVersion($"{direction.Algorithm}/1 {policy}")), IInstantModule
{
    protected override ModuleResult Invoke(ModuleCall call)
    {
        var image = call.Get<ImageValue>("image");
        var regions = call.Get<RegionsValue>("box").Regions;
        if (regions.IsEmpty)
        {
            return ModuleResult.FromValue(image.Crop(Substitute(image, "no region was found")));
        }

        var box = direction.Crop(regions[0].Box, image.Width, image.Height);
        if (box.IsEmpty)
        {
            var reason = $"the crop {box} for the region {regions[0].Box} holds no pixel";
            box = policy == EmptyDetectionPolicy.Compatibility ? throw Failure(image, reason) : Substitute(image, reason);
        }

        return ModuleResult.FromValue(image.Crop(box));
    }

    private PixelBox Substitute(ImageValue image, string reason)
    {
        var whole = CropGeometry.Whole(image.Width, image.Height);
        switch (policy)
        {
            case EmptyDetectionPolicy.MatchingHalf:
                var half = direction.MatchingHalf(image.Width, image.Height);
                return half.IsEmpty ? whole : half;
            case EmptyDetectionPolicy.WholeImage:
                return whole;
            case EmptyDetectionPolicy.Compatibility:
                var compatible = direction.CompatibleHalf(image.Width, image.Height);
                return compatible.IsEmpty ? throw Failure(image, $"{reason} and half of the image holds no pixel") : compatible;
            default:
                throw Failure(image, reason);
        }
    }

    private InvalidOperationException Failure(ImageValue image, string reason) => new(
        $"{Signature.Name} has nothing to crop from an image of {image.Width} × {image.Height}: {reason}. " +
        $"The policy for empty detections is {policy}; {nameof(EmptyDetectionPolicy.MatchingHalf)} or {nameof(EmptyDetectionPolicy.WholeImage)} would go on.");
}
