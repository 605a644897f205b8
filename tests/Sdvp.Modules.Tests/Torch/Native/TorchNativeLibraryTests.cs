using Sdvp.Modules.Torch.Native;
using TorchSharp;
using Cpu = System.Runtime.InteropServices.Architecture;

namespace Sdvp.Modules.Tests.Torch.Native;

public sealed class TorchNativeLibraryTests
{
    [Fact]
    public void Ensure_CalledFromManyThreads_TorchComputes()
    {
        Parallel.For(0, 8, _ => TorchNativeLibrary.Ensure());
        TorchNativeLibrary.Ensure();

        using var ones = torch.ones(2, 3);
        using var sum = ones.sum();

        Assert.Equal(6f, sum.item<float>());
    }

    [Fact]
    public void Ensure_Called_LeavesNoCopyOfLibtorchInTheApplicationFolder()
    {
        TorchNativeLibrary.Ensure();

        Assert.False(Directory.Exists(Path.Combine(AppContext.BaseDirectory, "cpu")));
    }

    [Theory]
    [InlineData(Cpu.X64, "2.31", "Debian 11")]
    [InlineData(Cpu.X64, null, "musl")]
    [InlineData(Cpu.Arm64, "2.36", "x64")]
    public void Obstacle_UnfitSystem_NamesTheReason(Cpu architecture, string? glibc, string expected)
    {
        var system = new LinuxSystem(architecture, glibc is null ? null : Version.Parse(glibc));

        Assert.Contains(expected, system.Obstacle(), StringComparison.Ordinal);
    }

    [Fact]
    public void Obstacle_NoBackEnd_NamesTheThreePackages()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "libLibTorchSharp.so"), "TorchSharp brings this file itself; the back end is what is missing.");

            var obstacle = TorchNativeLibrary.Obstacle(new LinuxSystem(Cpu.X64, new Version(2, 36)), new NativeFiles([folder]));

            Assert.NotNull(obstacle);
            Assert.Contains("TorchSharp-cpu, TorchSharp-cuda-windows or TorchSharp-cuda-linux", obstacle, StringComparison.Ordinal);
            Assert.Contains(folder, obstacle, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Obstacle_SystemThatFits_IsNull() =>
        Assert.Null(new LinuxSystem(Cpu.X64, LinuxSystem.OldestGlibc).Obstacle());
}
