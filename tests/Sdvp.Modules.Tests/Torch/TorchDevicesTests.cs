using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Native;
using TorchSharp;

namespace Sdvp.Modules.Tests.Torch;

public sealed class TorchDevicesTests
{
    [Fact]
    public void Parse_Cpu_IsTheCpu() => Assert.Equal(DeviceType.CPU, TorchDevices.Parse("cpu").type);

    [Theory]
    [InlineData("")]
    [InlineData("gpu")]
    [InlineData("CPU")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("cuda: 1")]
    public void Parse_NoDevice_SaysWhatIsExpected(string name) =>
        Assert.Contains("'cpu', 'cuda' or 'cuda:'", Assert.Throws<ArgumentException>(() => TorchDevices.Parse(name)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_CudaWithoutCuda_NamesThePackages()
    {
        Assert.SkipWhen(TorchDevices.IsCudaAvailable(), "This machine has CUDA.");

        var exception = Assert.Throws<TorchNativeLibraryException>(() => TorchDevices.Parse("cuda:1"));

        Assert.Contains("TorchSharp-cuda-linux", exception.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(AppContext.BaseDirectory, "cuda")), "TorchSharp copied its packages into the application's folder.");
    }

    [Fact]
    [Trait("Category", "Gpu")]
    public void Parse_CudaPresent_Computes()
    {
        Assert.SkipUnless(TorchDevices.IsCudaAvailable(), "No CUDA on this machine.");

        using var scope = torch.NewDisposeScope();

        Assert.Equal(6f, torch.ones([2, 3], device: TorchDevices.Parse("cuda")).sum().cpu().item<float>());
    }

    [Fact]
    [Trait("Category", "Gpu")]
    public void Parse_CudaBeyondTheLast_SaysHowManyThereAre()
    {
        Assert.SkipUnless(TorchDevices.IsCudaAvailable(), "No CUDA on this machine.");

        Assert.Contains("CUDA devices", Assert.Throws<TorchNativeLibraryException>(() => TorchDevices.Parse("cuda:999")).Message, StringComparison.Ordinal);
    }
}
