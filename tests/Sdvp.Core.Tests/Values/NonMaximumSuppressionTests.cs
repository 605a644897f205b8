using System.Text.Json;
using CsCheck;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Values;

public sealed class NonMaximumSuppressionTests
{
    [Fact]
    public void Select_Boxes_SelectsAsVisProgDoes()
    {
        foreach (var golden in Golden.Cases("Values/Goldens/nms.json"))
        {
            PixelBox[] boxes = [.. golden.GetProperty("boxes").EnumerateArray().Select(Box)];
            double[] scores = [.. golden.GetProperty("scores").EnumerateArray().Select(s => s.GetDouble())];

            var selected = NonMaximumSuppression.Select(boxes, scores, golden.GetProperty("threshold").GetDouble());

            Assert.Equal(golden.GetProperty("selected").Ints(), selected);
        }
    }

    [Theory]
    [InlineData(0, 0, 9, 4, false)]
    [InlineData(0, 0, 9, 3, true)]
    public void Select_OverlapAtTheThreshold_DoesNotSurvive(int left, int top, int right, int bottom, bool survives) => Assert.Equal(
        survives ? 2 : 1,
        NonMaximumSuppression.Select([new PixelBox(0, 0, 9, 9), new PixelBox(left, top, right, bottom)], [0.9, 0.8], 0.5).Length);

    [Fact]
    public void Select_AnyBoxes_KeepsTheBestAndNoneThatOverlap() => Gen.Select(Gen.Int[0, 30], Gen.Int[0, 30], Gen.Int[1, 20], Gen.Int[1, 20], Gen.Double[0, 1]).Array[0, 20].Sample(items =>
    {
        Region[] regions = [.. items.Select(i => new Region(new PixelBox(i.Item1, i.Item2, i.Item1 + i.Item3, i.Item2 + i.Item4), i.Item5))];

        var kept = NonMaximumSuppression.Select(regions, 0.4);

        Assert.Equal(kept.OrderByDescending(r => r.Score), kept);
        Assert.True(regions.Length == 0 || kept[0].Score == regions.Max(r => r.Score));
        Assert.All(kept, a => Assert.All(kept, b => Assert.True(ReferenceEquals(a, b) || NonMaximumSuppression.Overlap(a.Box, b.Box) < 0.4)));
        Assert.All(regions.Except(kept), out_ => Assert.Contains(kept, k => k.Score >= out_.Score && NonMaximumSuppression.Overlap(k.Box, out_.Box) >= 0.4));
    });

    [Fact]
    public void Select_WrongArguments_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => NonMaximumSuppression.Select([new PixelBox(0, 0, 1, 1)], [], 0.5));
        Assert.Throws<ArgumentException>(() => NonMaximumSuppression.Select([new PixelBox(0, 0, 1, 1)], [double.NaN], 0.5));
        Assert.Throws<ArgumentException>(() => NonMaximumSuppression.Select([], [], double.NaN));
    }

    private static PixelBox Box(JsonElement element)
    {
        var sides = element.Ints();
        return new PixelBox(sides[0], sides[1], sides[2], sides[3]);
    }
}
