using System.Collections.Concurrent;
using Sdvp.Core.Execution;

namespace Sdvp.Core.Tests.Execution;

public sealed class ResumeBatchTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    public void Run_ShortOnes_AreResumedOnceEachInOrderOnTheCallersThread(int count)
    {
        var resumed = new List<(int, int)>();
        var batch = new ResumeBatch([.. Enumerable.Range(0, count).Select(i => new Line(() => resumed.Add((i, Environment.CurrentManagedThreadId))))], new ResumePace());

        batch.Run();

        Assert.Equal(Enumerable.Range(0, count).Select(i => (i, Environment.CurrentManagedThreadId)), resumed);
    }

    [Fact]
    public void Run_LongOnes_RunAtOnceFromTheSecondBatchOn()
    {
        Assert.SkipWhen(Environment.ProcessorCount < 2, "This machine has one processor.");
        var pace = new ResumePace();
        new ResumeBatch([new Line(() => Thread.Sleep(5))], pace).Run();

        using var two = new Meeting();
        new ResumeBatch([two.NewLine(), two.NewLine()], pace).Run();

        two.RequireMet();
    }

    [Fact]
    public void Run_OneThatTurnsOutLong_TheOthersAreHelped()
    {
        Assert.SkipWhen(Environment.ProcessorCount < 2, "This machine has one processor.");
        using var two = new Meeting();

        new ResumeBatch([new Line(() => Thread.Sleep(5)), two.NewLine(), two.NewLine()], new ResumePace()).Run();

        two.RequireMet();
    }

    [Fact]
    public void RunElsewhere_All_AreResumedOnceEach()
    {
        var resumed = new ConcurrentQueue<int>();
        using var ended = new CountdownEvent(50);

        new ResumeBatch(
            [.. Enumerable.Range(0, 50).Select(i => new Line(() =>
            {
                resumed.Enqueue(i);
                ended.Signal();
            }))],
            new ResumePace()).RunElsewhere();

        Assert.True(ended.Wait(TimeSpan.FromSeconds(30), Token));
        Assert.Equal(Enumerable.Range(0, 50), resumed.Order());
    }

    /// <summary>Two lines of which each goes on only when the other has begun.</summary>
    private sealed class Meeting : IDisposable
    {
        private readonly Barrier _both = new(2);
        private readonly CountdownEvent _ended = new(2);
        private readonly ConcurrentQueue<bool> _met = [];

        public Line NewLine() => new(() =>
        {
            _met.Enqueue(_both.SignalAndWait(TimeSpan.FromSeconds(30)));
            _ended.Signal();
        });

        public void RequireMet()
        {
            Assert.True(_ended.Wait(TimeSpan.FromSeconds(30), Token));
            Assert.Equal([true, true], _met);
        }

        public void Dispose()
        {
            _both.Dispose();
            _ended.Dispose();
        }
    }

    private sealed class Line(Action action) : IResumable
    {
        public void Resume() => action();
    }
}
