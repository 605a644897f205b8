using System.Globalization;
using System.Runtime.InteropServices;

namespace Sdvp.Modules.Torch.Native;

/// <summary>What of a Linux machine decides whether TorchSharp can run on it.</summary>
/// <param name="Architecture">The process's architecture.</param>
/// <param name="Glibc">The C library's version; null where it is not glibc (musl).</param>
internal sealed partial record LinuxSystem(Architecture Architecture, Version? Glibc)
{
    /// <summary>The oldest glibc that TorchSharp's native library runs on.</summary>
    public static Version OldestGlibc { get; } = new(2, 34);

    /// <summary>Asks the machine.</summary>
    /// <returns>The running system.</returns>
    public static LinuxSystem Current() => new(RuntimeInformation.ProcessArchitecture, ReadGlibc());

    /// <summary>Says why TorchSharp cannot run here.</summary>
    /// <returns>The reason and what to do; null where nothing forbids it.</returns>
    public string? Obstacle()
    {
        if (Architecture != Architecture.X64)
        {
            return string.Create(CultureInfo.InvariantCulture, $"TorchSharp's Linux packages hold libraries for x64 only, but this process is {Architecture}. Use an x64 machine or container.");
        }

        if (Glibc is null)
        {
            return "TorchSharp's Linux libraries need glibc, but this system's C library is another one (musl, as on Alpine). Use a Debian 12, Ubuntu 22.04 or newer image.";
        }

        return Glibc < OldestGlibc
            ? $"TorchSharp's Linux libraries need glibc {OldestGlibc} or newer, but this system has {Glibc}. Use Debian 12, Ubuntu 22.04 or newer; Debian 11 and Ubuntu 20.04 are too old."
            : null;
    }

    private static Version? ReadGlibc()
    {
        try
        {
            return Version.TryParse(Marshal.PtrToStringUTF8(GnuVersion()), out var version) ? version : null;
        }
        catch (EntryPointNotFoundException)
        {
            // Only glibc has this function.
            return null;
        }
        catch (DllNotFoundException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "gnu_get_libc_version")]
    private static partial nint GnuVersion();
}
