using Microsoft.Extensions.DependencyInjection;
using Sdvp.Core.DependencyInjection;
using Sdvp.Modules.Torch;
using TorchSharp;

namespace Sdvp.Modules.Tests.Torch;

public sealed class DeviceGateTests
{
    private readonly DeviceGate _gate = new(torch.CPU);

    [Fact]
    public void Run_ManyThreads_OneWorksAtATime()
    {
        var inside = 0;
        var most = 0;
        var total = 0;

        Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ => _gate.Run(() =>
        {
            most = Math.Max(most, ++inside);
            Thread.Yield();
            total++;
            inside--;
        }));

        Assert.Equal((1, 64, 0), (most, total, inside));
    }

    [Fact]
    public void Run_Work_StaysOnTheCallersThread() =>
        Assert.Equal(Environment.CurrentManagedThreadId, _gate.Run(() => Environment.CurrentManagedThreadId, TestContext.Current.CancellationToken));

    [Fact]
    public void Run_FromInside_EntersAgainAndStaysClosedForOthers()
    {
        var fromInside = _gate.Run(
            () => _gate.Run(() => 1, TestContext.Current.CancellationToken) + (TryRunElsewhere() ? 100 : 1),
            TestContext.Current.CancellationToken);

        Assert.Equal(2, fromInside);
        Assert.True(TryRunElsewhere());
    }

    [Fact]
    public void Run_WorkThatFails_LeavesTheGateOpen()
    {
        Assert.Throws<InvalidTimeZoneException>(() => _gate.Run(() => throw new InvalidTimeZoneException(), TestContext.Current.CancellationToken));

        Assert.True(TryRunElsewhere());
    }

    [Fact]
    public void Run_CancelledToken_DoesNoWork()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => _gate.Run(() => Assert.Fail("The work ran."), source.Token));
    }

    [Fact]
    public void AddTorchDevice_Twice_TheLastDecidesAndAllShareOneGate()
    {
        var services = new ServiceCollection();
        new Builder(services).AddTorchDevice("nonsense").AddTorchDevice();

        var gate = Assert.Single(services);
        Assert.Equal((typeof(DeviceGate), ServiceLifetime.Singleton), (gate.ServiceType, gate.Lifetime));
        Assert.Equal(DeviceType.CPU, Assert.IsType<DeviceGate>(gate.ImplementationFactory!(null!)).Device.type);
    }

    private bool TryRunElsewhere()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var entered = false;
        var thread = new Thread(() => entered = Record.Exception(() => _gate.Run(() => { }, patience.Token)) is null);
        thread.Start();
        thread.Join();
        return entered;
    }

    private sealed record Builder(IServiceCollection Services) : ISdvpBuilder;
}
