using System.Collections.Concurrent;
using Sdvp.Core.Values;
using Sdvp.Modules.Imaging;

namespace Sdvp.Modules.Tests.Imaging;

public sealed class ImagesAheadTests
{
    private readonly ConcurrentQueue<ImageBuffer> _prepared = new();

    [Fact]
    public void Get_PreparedAhead_PreparesNothingAndIsKeptNoLonger()
    {
        var ahead = Create();
        var image = Image(1);
        ahead.Prepare(image);
        ahead.Prepare(image);

        var batch = ahead.BeginBatch();

        Assert.Same(batch.Get(image), batch.Get(Image(1)));
        Assert.Equal((1, 0), (_prepared.Count, ahead.Count));
    }

    [Fact]
    public void Get_NotPrepared_PreparesOncePerBatch()
    {
        var ahead = Create();
        var image = Image(1);

        foreach (var batch in new[] { ahead.BeginBatch(), ahead.BeginBatch() })
        {
            batch.Get(image);
            batch.Get(image);
        }

        Assert.Equal(2, _prepared.Count);
    }

    [Fact]
    public void Prepare_PartsOfOneImage_AreDifferentImages()
    {
        var ahead = Create();
        var image = Image(1);

        ahead.Prepare(image.Crop(new PixelBox(0, 0, 2, 2)));
        ahead.Prepare(image.Crop(new PixelBox(0, 0, 2, 3)));

        Assert.Equal(2, ahead.Count);
    }

    [Fact]
    public void Prepare_ManyThreads_EachImageOnce()
    {
        var ahead = Create();
        ImageValue[] images = [.. Enumerable.Range(0, 16).Select(i => Image((byte)i))];

        Parallel.For(0, 256, i => ahead.Prepare(images[i % images.Length]));

        Assert.Equal((16, 16), (_prepared.Count, ahead.Count));
    }

    [Fact]
    public void Prepare_ManyThatNobodyAsksFor_TheOldestGo()
    {
        var ahead = Create();
        var first = Image(0);
        ahead.Prepare(first);
        for (var i = 0; i < 600; i++)
        {
            ahead.Prepare(Image(1));
        }

        Assert.Equal(512, ahead.Count);
        ahead.BeginBatch().Get(first);
        Assert.Equal(602, _prepared.Count);
    }

    [Fact]
    public void Get_ThatFailedAhead_FailsAgain()
    {
        var ahead = new ImagesAhead(_ => throw new ArgumentException("too small"));
        var image = Image(1);

        Assert.Throws<ArgumentException>(() => ahead.Prepare(image));
        Assert.Throws<ArgumentException>(() => ahead.BeginBatch().Get(image));
    }

    private static ImageValue Image(byte value) => new(ImageBuffer.FromRgb(4, 4, Enumerable.Repeat(value, 48).ToArray()));

    private ImagesAhead Create() => new(image =>
    {
        _prepared.Enqueue(image);
        return image;
    });
}
