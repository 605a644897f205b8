using System.Runtime.CompilerServices;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Values;

public class ImagePoolTests
{
    [Fact]
    public void Share_EqualImages_GivesOneObject()
    {
        var pool = new ImagePool();
        var first = Image(1);

        Assert.Same(first, pool.Share(first));
        Assert.Same(first, pool.Share(Image(1)));
        Assert.NotSame(first, pool.Share(Image(2)));
    }

    [Fact]
    public void Share_ImageThatNobodyHolds_IsNotKept()
    {
        var pool = new ImagePool();
        var gone = Forget(pool);
        GC.Collect();

        Assert.False(gone.TryGetTarget(out _));
        var again = Image(1);
        Assert.Same(again, pool.Share(again));
        Assert.Same(again, pool.Share(Image(1)));
    }

    [Fact]
    public void Share_ManyThreads_AgreeOnOneObject()
    {
        var pool = new ImagePool();
        var shared = new ImageBuffer[100];

        Parallel.For(0, shared.Length, i => shared[i] = pool.Share(Image(7)));

        Assert.Single(shared.Distinct(ReferenceEqualityComparer.Instance));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<ImageBuffer> Forget(ImagePool pool) => new(pool.Share(Image(1)));

    private static ImageBuffer Image(byte value) => ImageBuffer.FromRgb(1, 1, [value, value, value]);
}
