using System.Runtime.InteropServices;

namespace Sdvp.Modules.Torch.Native;

/// <summary>The cores that a thread may run on. Linux; elsewhere, and where the C library lacks the functions, reading gives null and nothing is set.</summary>
internal readonly partial record struct ThreadCores
{
    private static readonly bool IsSupported = OperatingSystem.IsLinux() && HasFunctions();

    private readonly nint _thread;

    private ThreadCores(nint thread) => _thread = thread;

    /// <summary>The calling thread.</summary>
    /// <returns>It; to be used as long as it lives.</returns>
    public static ThreadCores Current() => IsSupported ? new ThreadCores(Self()) : default;

    /// <summary>The core that the calling thread runs on at this moment.</summary>
    /// <returns>Its number; -1 where it is not known.</returns>
    public static int CurrentCore() => IsSupported ? GetCore() : -1;

    /// <summary>The cores that the thread may run on.</summary>
    /// <returns>The cores; null where they are not known, such as on machines with more than a <see cref="CoreSet"/> holds.</returns>
    public CoreSet? Read()
    {
        if (!IsSupported)
        {
            return null;
        }

        var words = new ulong[CoreSet.Bytes / sizeof(ulong)];
        return GetAffinity(_thread, CoreSet.Bytes, words) == 0 ? new CoreSet(words) : null;
    }

    /// <summary>Lets the thread run on these cores alone. Where the system refuses, the thread keeps those it has.</summary>
    /// <param name="cores">The cores; at least one.</param>
    public void Allow(CoreSet cores)
    {
        if (IsSupported)
        {
            _ = SetAffinity(_thread, CoreSet.Bytes, cores.Span);
        }
    }

    /// <summary>glibc before 2.34 has them in another library.</summary>
    private static bool HasFunctions()
    {
        try
        {
            return GetCore() is >= 0 and < CoreSet.Capacity && GetAffinity(Self(), CoreSet.Bytes, new ulong[CoreSet.Bytes / sizeof(ulong)]) == 0;
        }
        catch (Exception error) when (error is EntryPointNotFoundException or DllNotFoundException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "pthread_self")]
    private static partial nint Self();

    [LibraryImport("libc", EntryPoint = "sched_getcpu")]
    private static partial int GetCore();

    [LibraryImport("libc", EntryPoint = "pthread_getaffinity_np")]
    private static partial int GetAffinity(nint thread, nuint size, [Out] ulong[] cores);

    [LibraryImport("libc", EntryPoint = "pthread_setaffinity_np")]
    private static partial int SetAffinity(nint thread, nuint size, ReadOnlySpan<ulong> cores);
}
