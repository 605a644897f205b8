using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using TorchSharp;

namespace Sdvp.Modules.Torch.Native;

/// <summary>
/// Makes TorchSharp's native library load on Linux systems whose C++ runtime is older than it asks for
/// (Debian 12, Ubuntu 22.04). Systems on which it loads by itself never come here.
/// </summary>
/// <remarks>
/// Loading this assembly is enough, except where an application touches <see cref="torch"/> before anything of this assembly:
/// such an application calls <see cref="Ensure"/> first, for a failure of TorchSharp's own initialisation is final for the process.
/// No file is written or changed: the library is patched in memory.
/// </remarks>
public static class TorchNativeLibrary
{
    private const string LibraryName = "LibTorchSharp";
    private const string FileName = "libLibTorchSharp.so";

    // The order of their dependence. The CUDA ones exist only with a CUDA back end.
    private static readonly string[] s_backEnd = ["libc10.so", "libtorch_cpu.so", "libc10_cuda.so", "libtorch_cuda.so", "libtorch.so"];
    private static readonly Lazy<bool> s_initialized = new(Initialize);

    /// <summary>Initialises TorchSharp, or says why it cannot be. Idempotent and thread-safe; fast after the first call.</summary>
    /// <exception cref="TorchNativeLibraryException">The system is too old or has no glibc, or the application references no native back end.</exception>
    public static void Ensure() => _ = s_initialized.Value;

    /// <summary>Says why TorchSharp's library cannot be loaded from some folders of a system.</summary>
    /// <param name="system">The system.</param>
    /// <param name="files">The folders.</param>
    /// <returns>The reason and what to do; null where nothing is missing.</returns>
    internal static string? Obstacle(LinuxSystem system, NativeFiles files) =>
        system.Obstacle() ?? (files.Find(FileName) is null || files.Find("libtorch_cpu.so") is null
            ? "No native back end of TorchSharp lies beside the application. Reference TorchSharp-cpu, TorchSharp-cuda-windows or TorchSharp-cuda-linux "
                + $"from the executable project, in the version of TorchSharp. Searched for {FileName} and libtorch_cpu.so in: {files}."
            : null);

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The handler must stand before any code of this library can touch TorchSharp; it only subscribes, and acts only where loading has failed.")]
    internal static void Subscribe()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // TorchSharp loads its library by name for its own assembly, so its context is asked; in a plug-in host that need not be the default one.
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += Resolve;
        var context = AssemblyLoadContext.GetLoadContext(typeof(torch).Assembly);
        if (context is not null && context != AssemblyLoadContext.Default)
        {
            context.ResolvingUnmanagedDll += Resolve;
        }
    }

    private static nint Resolve(Assembly assembly, string name)
    {
        if (name is not (LibraryName or FileName))
        {
            return 0;
        }

        var files = NativeFiles.OfApplication();
        return Obstacle(LinuxSystem.Current(), files) is null ? Load(files) : 0;
    }

    private static nint Load(NativeFiles files)
    {
        // The copy in memory has no folder, so what it depends on must be there already, found by name.
        foreach (var file in s_backEnd.Select(files.Find).OfType<string>())
        {
            NativeLibrary.Load(file);
        }

        var path = files.Find(FileName)!;
        if (NativeLibrary.TryLoad(path, out var handle))
        {
            return handle;
        }

        try
        {
            var image = File.ReadAllBytes(path);
            ElfVersionWeakening.Apply(image);
            return MemoryLibrary.Load(LibraryName, image);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new TorchNativeLibraryException($"{path} could not be loaded, even without its demand for {ElfVersionWeakening.Version}: {exception.Message} Update the system's libstdc++ (GCC 13 or newer), or report this with the system's name.", exception);
        }
    }

    private static bool Initialize()
    {
        // Asked before TorchSharp's initialiser runs, which on failure copies its packages into the application's folder and cannot be run again.
        if (OperatingSystem.IsLinux()
            && !NativeLibrary.TryLoad(LibraryName, typeof(torch).Assembly, null, out _)
            && Obstacle(LinuxSystem.Current(), NativeFiles.OfApplication()) is { } obstacle)
        {
            throw new TorchNativeLibraryException(obstacle);
        }

        try
        {
            RuntimeHelpers.RunClassConstructor(typeof(torch).TypeHandle);
            return true;
        }
        catch (TypeInitializationException exception)
        {
            throw exception.InnerException as TorchNativeLibraryException ?? new TorchNativeLibraryException(
                $"TorchSharp could not be initialised: {exception.InnerException?.Message ?? exception.Message} Reference TorchSharp-cpu, TorchSharp-cuda-windows or TorchSharp-cuda-linux from the executable project, and call {nameof(TorchNativeLibrary)}.{nameof(Ensure)} before anything of TorchSharp.",
                exception);
        }
    }
}
