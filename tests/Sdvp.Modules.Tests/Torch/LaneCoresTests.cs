using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Native;

namespace Sdvp.Modules.Tests.Torch;

public sealed class LaneCoresTests : IDisposable
{
    private readonly LaneCores _cores = new();
    private readonly ManualResetEventSlim _end = new();
    private readonly Thread _helper;
    private ThreadCores _ofHelper;

    public LaneCoresTests()
    {
        using var added = new ManualResetEventSlim();
        _helper = new Thread(() =>
        {
            _ofHelper = ThreadCores.Current();
            _cores.Add();
            added.Set();
            _end.Wait();
        });
        _helper.Start();
        added.Wait(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void KeepOffCaller_CoresForAll_HelperHasEveryCoreButOneOfTheCallers()
    {
        var mine = Mine();
        Assert.SkipWhen(mine.Count < 2, "This process has one core.");

        // Whatever an earlier call did is undone where it no longer holds.
        _cores.KeepOffCaller(mine.Count);
        _cores.KeepOffCaller(1);

        var allowed = _ofHelper.Read()!;
        Assert.Equal(mine.Count - 1, allowed.Count);
        Assert.True(IsPartOf(allowed, mine));
        Assert.Equal(mine.Span, Mine().Span);
    }

    [Fact]
    public void KeepOffCaller_FewerCoresThanHelpers_HelperHasTheCallersCores()
    {
        var mine = Mine();
        _cores.KeepOffCaller(1);
        _cores.KeepOffCaller(mine.Count);

        Assert.Equal(mine.Span, _ofHelper.Read()!.Span);
    }

    [Fact]
    public void KeepOffCaller_CallerThatIsBoundToACore_HelperHasItToo()
    {
        var mine = Mine();
        var core = Enumerable.Range(0, CoreSet.Capacity).First(mine.Contains);
        var alone = Enumerable.Range(0, CoreSet.Capacity).Where(other => other != core).Aggregate(mine, (set, other) => set.Without(other));
        var bound = new Thread(() =>
        {
            ThreadCores.Current().Allow(alone);
            _cores.KeepOffCaller(1);
        });
        bound.Start();
        bound.Join();

        Assert.Equal(alone.Span, _ofHelper.Read()!.Span);
    }

    public void Dispose()
    {
        _end.Set();
        _helper.Join();
        _end.Dispose();
    }

    private static CoreSet Mine()
    {
        var mine = ThreadCores.Current().Read();
        Assert.SkipWhen(mine is null, "This system does not say which cores a thread has.");
        return mine!;
    }

    private static bool IsPartOf(CoreSet part, CoreSet whole)
    {
        for (var i = 0; i < part.Span.Length; i++)
        {
            if ((part.Span[i] & ~whole.Span[i]) != 0)
            {
                return false;
            }
        }

        return true;
    }
}
