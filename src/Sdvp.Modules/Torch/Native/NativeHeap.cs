using System.Runtime.InteropServices;

namespace Sdvp.Modules.Torch.Native;

/// <summary>The memory that native code allocates. Thread-safe.</summary>
public static partial class NativeHeap
{
    /// <summary>
    /// Gives memory that native code has freed back to the system. glibc keeps it for the thread that used it: where networks run on one thread
    /// of the pool after another, what each of them leaves behind adds up. Costs milliseconds; worth it after long work, not after each batch.
    /// Does nothing on systems without glibc.
    /// </summary>
    public static void Trim()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = MallocTrim(0);
        }
        catch (EntryPointNotFoundException)
        {
            // musl has no such function and keeps no such memory.
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int MallocTrim(nuint pad);
}
