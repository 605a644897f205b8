using System.Collections.Concurrent;
using Sdvp.Modules.Torch;
using TorchSharp;

namespace Sdvp.Modules.Tests.Torch;

public sealed class BatchPartsTests
{
    private const int Lanes = 3;

    private readonly DeviceGate _gate = new(torch.CPU, Lanes);

    // The lanes' threads know nothing of the test that they work for.
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(7, 1)]
    [InlineData(8, 2)]
    [InlineData(12, Lanes)]
    [InlineData(192, Lanes)]
    [InlineData(193, 2 * Lanes)]
    public void RunBatch_Inputs_AreCutByTheirNumberIntoEqualNeighbours(int count, int expected)
    {
        var parts = new List<int[]>();
        var results = _gate.RunBatch(Enumerable.Range(0, count).ToArray(), part => Keep(parts, part), _stop);

        Assert.Equal(Enumerable.Range(0, count), results);
        Assert.Equal(expected, parts.Count);
        Assert.True(parts.Max(p => p.Length) - parts.Min(p => p.Length) <= 1);
        Assert.Equal(Enumerable.Range(0, count), parts.OrderBy(p => p.FirstOrDefault()).SelectMany(p => p));
    }

    [Fact]
    public void RunBatch_OneLane_IsOnePassOnTheCallersThread()
    {
        var threads = new List<int>();
        new DeviceGate(torch.CPU, 1).RunBatch(
            new int[500],
            part =>
            {
                threads.Add(Environment.CurrentManagedThreadId);
                return part;
            },
            _stop);

        Assert.Equal([Environment.CurrentManagedThreadId], threads);
    }

    [Fact]
    public void RunBatch_Parts_AreComputedSideBySide()
    {
        // Each part waits for the others: it goes on only if as many as there are lanes are inside at once.
        using var all = new Barrier(Lanes);
        var met = new ConcurrentQueue<bool>();
        _gate.RunBatch(
            new int[4 * Lanes],
            part =>
            {
                met.Enqueue(all.SignalAndWait(TimeSpan.FromSeconds(30), _stop));
                return part;
            },
            _stop);

        Assert.Equal(Enumerable.Repeat(true, Lanes), met);
    }

    [Fact]
    public void RunBatch_PartsThatFail_TheFirstIsToldAndTheGateStaysOpen()
    {
        using var all = new Barrier(Lanes);
        var error = Assert.Throws<InvalidTimeZoneException>(() => _gate.RunBatch(
            Enumerable.Range(0, 4 * Lanes).ToArray(),
            part =>
            {
                all.SignalAndWait(TimeSpan.FromSeconds(30), _stop);
                return part[0] == 0 ? part : throw new InvalidTimeZoneException($"{part[0]}");
            },
            _stop));

        Assert.Equal("4", error.Message);
        Assert.Equal([1, 2], _gate.RunBatch([1, 2], part => part, _stop));
    }

    [Fact]
    public void RunBatch_WrongNumberOfResults_SaysBoth()
    {
        var error = Assert.Throws<InvalidOperationException>(() => _gate.RunBatch(new int[5], part => part.Skip(1).ToList(), _stop));

        Assert.Contains("4 results for 5 inputs", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RunBatch_Cancelled_BeginsNoFurtherPart()
    {
        using var source = new CancellationTokenSource();
        var begun = 0;

        Assert.Throws<OperationCanceledException>(() => _gate.RunBatch(
            new int[64 * Lanes * 8],
            part =>
            {
                Interlocked.Increment(ref begun);
                source.Cancel();
                return part;
            },
            source.Token));

        Assert.InRange(begun, 1, Lanes);
    }

    [Fact]
    public void RunBatch_ManyCallers_EachGetsItsOwn()
    {
        Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var results = _gate.RunBatch(Enumerable.Range(i * 1000, 40).ToArray(), part => part.Select(x => 2 * x).ToArray(), _stop);
            Assert.Equal(Enumerable.Range(i * 1000, 40).Select(x => 2 * x), results);
        });
    }

    [Fact]
    public void RunBatch_Afterwards_TheCallersNumberOfThreadsIsAsItWas()
    {
        var before = torch.get_num_threads();

        _gate.RunBatch(new int[100], part => part, _stop);

        Assert.Equal(before, torch.get_num_threads());
    }

    [Fact]
    public void Lanes_BelowOne_AreRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => new DeviceGate(torch.CPU, 0));

    private static IReadOnlyList<int> Keep(List<int[]> parts, IReadOnlyList<int> part)
    {
        lock (parts)
        {
            parts.Add([.. part]);
        }

        return part;
    }
}
