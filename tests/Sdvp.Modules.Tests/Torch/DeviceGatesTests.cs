using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Torch;

public sealed class DeviceGatesTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("cpu")]
    public void Get_HostsDevice_IsTheHostsGate(string? device)
    {
        var host = new DeviceGate(CPU);

        Assert.Same(host, new DeviceGates(host).Get(device));
    }

    [Fact]
    public void Get_UnknownDevice_Throws() =>
        Assert.Contains("tpu", Assert.Throws<ArgumentException>(() => new DeviceGates(new DeviceGate(CPU)).Get("tpu")).Message, StringComparison.Ordinal);
}
