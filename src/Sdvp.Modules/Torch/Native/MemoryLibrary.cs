using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Sdvp.Modules.Torch.Native;

/// <summary>Loads a native library from bytes, on Linux, through a file that exists only in memory.</summary>
internal static partial class MemoryLibrary
{
    private const uint CloseOnExec = 1;

    /// <summary>Loads the library.</summary>
    /// <param name="name">A name for diagnostics.</param>
    /// <param name="image">The whole library.</param>
    /// <returns>The library's handle.</returns>
    /// <exception cref="DllNotFoundException">The system's loader refused the library.</exception>
    /// <exception cref="Win32Exception">The kernel gives no memory file.</exception>
    public static nint Load(string name, ReadOnlySpan<byte> image)
    {
        var descriptor = CreateMemoryFile(name, CloseOnExec);
        if (descriptor < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        using var file = new SafeFileHandle(descriptor, ownsHandle: true);
        RandomAccess.Write(file, image, 0);
        return NativeLibrary.Load($"/proc/self/fd/{descriptor}");
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CreateMemoryFile(string name, uint flags);
}
