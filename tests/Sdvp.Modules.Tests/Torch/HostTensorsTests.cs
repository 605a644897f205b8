using Sdvp.Modules.Torch;
using Sdvp.Tests.Shared;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Torch;

public class HostTensorsTests
{
    [Fact]
    public void ToDevice_Processor_GivesTheTensor()
    {
        LeakCheck.AssertLeavesNothing(() =>
        {
            using var scope = NewDisposeScope();
            var host = arange(6, dtype: ScalarType.Float32);

            Assert.Equal(host.data<float>().ToArray(), host.ToDevice(CPU).data<float>().ToArray());
        });
    }

    [Fact]
    [Trait("Category", "Gpu")]
    public void ToDevice_Cuda_GivesTheSameValuesAndLeavesNothing()
    {
        Assert.SkipUnless(cuda.is_available(), "There is no CUDA device here.");
        LeakCheck.AssertLeavesNothing(() =>
        {
            using var scope = NewDisposeScope();
            var host = arange(1 << 20, dtype: ScalarType.Float32);

            var moved = host.ToDevice(CUDA);

            Assert.Equal(DeviceType.CUDA, moved.device_type);
            Assert.Equal(host.data<float>().ToArray(), moved.cpu().data<float>().ToArray());
        });
    }
}
