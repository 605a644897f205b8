using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Tests.Toys;

/// <summary>Scores the four quarters of an image by their mean colour.</summary>
internal sealed class ToyLoc : ToyArchitecture
{
    public static readonly ImmutableArray<string> Objects = ["red", "green", "blue"];
    private static readonly float[][] Quarters = [[0, 0, 0.5f, 0.5f], [0.5f, 0, 1, 0.5f], [0, 0.5f, 0.5f, 1], [0.5f, 0.5f, 1, 1]];

    public override ModuleSignature Signature { get; } = ModuleSignature.Create(
        "LOC", ProgramType.Regions, new ModuleParameter("image", ProgramType.Image), new ModuleParameter("object", ProgramType.Text));

    public static ImmutableArray<PixelBox> Boxes(ImageValue image) =>
        [.. Quarters.Select(q => new PixelBox((int)(q[0] * image.Width), (int)(q[1] * image.Height), (int)(q[2] * image.Width), (int)(q[3] * image.Height)))];

    public override ToyNetwork CreateNetwork(long seed) => new(3 + Objects.Length, 1, seed);

    public override float[] Features(ModuleCall call)
    {
        var image = call.Get<ImageValue>("image");
        var wanted = Objects.IndexOf(call.Get<TextValue>("object").Text);
        return [.. Boxes(image).SelectMany(b => ToyImages.MeanColour(image.Crop(b).Pixels).Concat(Objects.Select((_, i) => i == wanted ? 1f : 0f)))];
    }

    public override StudentOutput Forward(ToyNetwork network, IReadOnlyList<ToyInput> inputs)
    {
        var scores = network.call(Stack(inputs, inputs.Count, 4, 3 + Objects.Length)).squeeze(2);
        return new RegionLogits(scores, tensor(Quarters.SelectMany(q => q).ToArray(), [1, 4, 4]).expand(inputs.Count, 4, 4));
    }

    public override ModuleResult ToResult(ModuleCall call, StudentOutput output, int row)
    {
        var scores = ((RegionLogits)output).Scores[row].sigmoid().data<float>().ToArray();
        ImmutableArray<Region> proposals =
            [.. Boxes(call.Get<ImageValue>("image")).Zip(scores, (b, s) => new Region(b, s)).OrderByDescending(r => r.Score)];
        return ModuleResult.FromValue(new RegionsValue([.. proposals.Where(p => p.Score > 0.5)])) with { Proposals = proposals };
    }
}
