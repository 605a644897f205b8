using TorchSharp;

namespace Sdvp.Tests.Shared;

/// <summary>Counts the tensors that a piece of work leaves behind on its thread.</summary>
internal static class LeakCheck
{
    /// <summary>Fails where the work leaves tensors alive. The work runs on the calling thread; what it does on others is not seen.</summary>
    /// <param name="work">The work.</param>
    /// <param name="kept">How many tensors it may leave, for work that returns some.</param>
    public static void AssertLeavesNothing(Action work, long kept = 0)
    {
        var before = LiveTensors();
        work();
        Assert.Equal(before + kept, LiveTensors());
    }

    private static long LiveTensors() => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
}
