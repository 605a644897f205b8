using Sdvp.Modules.Imaging;

namespace Sdvp.Modules.Tests.Imaging;

public sealed class KnownCoefficientsTests
{
    [Fact]
    public void Get_MoreSizesThanAreRemembered_GivesTheWeightsOfEach()
    {
        // Together several times what is remembered.
        for (var round = 0; round < 2; round++)
        {
            for (var source = 1; source <= 2000; source++)
            {
                RequireOwnWeights(source, 211, ResampleFilter.Bilinear);
            }
        }
    }

    [Fact]
    public void Get_SizesInBothDirectionsAndFilters_AreToldApart()
    {
        for (var round = 0; round < 2; round++)
        {
            RequireOwnWeights(31, 17, ResampleFilter.Bilinear);
            RequireOwnWeights(17, 31, ResampleFilter.Bilinear);
            RequireOwnWeights(31, 17, ResampleFilter.Bicubic);
        }
    }

    private static void RequireOwnWeights(int source, int target, ResampleFilter filter)
    {
        var known = KnownCoefficients.Get(source, target, filter);
        var own = new ResampleCoefficients(source, target, filter);
        Assert.Equal(target, known.Count);
        for (var position = 0; position < target; position += 7)
        {
            Assert.Equal(own.Start(position), known.Start(position));
            Assert.Equal(own.Weights(position), known.Weights(position));
        }
    }
}
