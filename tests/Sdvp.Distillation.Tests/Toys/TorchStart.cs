using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Sdvp.Modules.Torch.Native;
using TorchSharp;

namespace Sdvp.Distillation.Tests.Toys;

internal static class TorchStart
{
    // The order of tests is not fixed, and some touch TorchSharp before anything of the library.
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "A test assembly is an application: nothing else loads it.")]
    internal static void Ensure()
    {
        TorchNativeLibrary.Ensure();
        // Toys are too small to share; beside other work, threads that wait for each other take most of the time.
        torch.set_num_threads(1);
    }
}
