using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Film;
using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Film;

public sealed class FilmLocModuleTests
{
    private static readonly FilmConfig Config = new() { ImageSize = 16, Width = 8, TextWidth = 8, Hops = 1, MaxWords = 4, Words = ["dog"] };

    [Theory]
    [InlineData(40, 20)]
    [InlineData(7, 31)]
    [InlineData(3, 3)]
    public async Task InvokeAsync_AnyImage_GivesSuppressedBoxesInsideIt(int width, int height)
    {
        var options = new FilmLocOptions { ProposalThreshold = 0, ScoreThreshold = 0.5, MaxProposals = 6, SuppressionOverlap = 0.3 };
        using var module = FilmLocModule.Create("LOC", Config, options, 3, new DeviceGate(CPU));
        var call = new ModuleCall(ImmutableDictionary<string, ProgramValue>.Empty
            .Add("image", new ImageValue(ImageBuffer.FromRgb(width, height, new byte[width * height * 3]))).Add("object", new TextValue("dog")));

        var result = (await module.InvokeAsync([call], TestContext.Current.CancellationToken))[0];

        Assert.InRange(result.Proposals.Length, 1, 6);
        Assert.All(result.Proposals, p => Assert.Equal(p.Box, p.Box.Intersect(new PixelBox(0, 0, width, height))));
        Assert.Equal(result.Proposals.OrderByDescending(p => p.Score), result.Proposals);
        Assert.Equal(result.Proposals.Where(p => p.Score >= 0.5), ((RegionsValue)result.Value!).Regions);
        for (var i = 0; i < result.Proposals.Length; i++)
        {
            Assert.All(result.Proposals[..i], p => Assert.True(p.Box.IntersectionOverUnion(result.Proposals[i].Box) <= 0.3));
        }
    }

    [Fact]
    public void CreateStudent_InBfloat16_ScoresLikeIn32Bits()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var gate = new DeviceGate(CPU);
            using var module = FilmLocModule.Create("LOC", Config, new FilmLocOptions(), 3, gate);
            using var wide = module.CreateStudent();
            wide.Save(folder);
            using var loaded = FilmLocModule.Load("LOC", folder, new FilmLocOptions(), gate, ScalarType.BFloat16);
            using var narrow = loaded.CreateStudent();

            using var scope = NewDisposeScope();
            var (expected, actual) = (Forward(wide), Forward(narrow));

            Assert.Equal((ScalarType.Float32, ScalarType.Float32), (actual.Scores.dtype, actual.Boxes.dtype));
            Assert.True((expected.Scores - actual.Scores).abs().max().item<float>() < 0.05f);
            Assert.True((expected.Boxes - actual.Boxes).abs().max().item<float>() < 0.02f);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static RegionLogits Forward(IStudent student)
    {
        var call = new ModuleCall(ImmutableDictionary<string, ProgramValue>.Empty
            .Add("image", new ImageValue(ImageBuffer.FromRgb(40, 20, new byte[2400]))).Add("object", new TextValue("dog")));
        return (RegionLogits)student.Forward([student.Prepare(call)]);
    }
}
