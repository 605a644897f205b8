using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Values;

public sealed class PlaneResizeTests
{
    [Fact]
    public void Bilinear_Planes_GivesPillowsNumbers()
    {
        foreach (var golden in Golden.Cases("Values/Goldens/plane-resize.json"))
        {
            var (width, height) = (golden.Int("width"), golden.Int("height"));
            float[] plane = [.. Enumerable.Range(0, width * height).Select(i => (float)((((i * i * 13) + (i * 7)) & 255) / 255.0))];

            var resized = PlaneResize.Bilinear(plane, width, height, golden.Int("newWidth"), golden.Int("newHeight"));

            var expected = golden.GetProperty("plane").EnumerateArray().Select(e => e.GetSingle()).ToArray();
            Assert.Equal(expected.Length, resized.Length);
            Assert.All(expected.Zip(resized), pair => Assert.InRange(pair.Second - pair.First, -1e-6, 1e-6));
        }
    }

    [Fact]
    public void Bilinear_WrongSizes_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => PlaneResize.Bilinear([1, 2, 3], 2, 2, 4, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => PlaneResize.Bilinear([1], 1, 1, 0, 4));
    }
}
